package dev.yinhu.piiscanner.quality;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.quality.LabelledText.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the scanner finds in a corpus, counted.
 *
 * @param corpus name of the corpus
 * @param exact by type, same place to the character
 * @param overlapping by type, at least half of the union of both places is common
 * @param negatives how many look-alikes the corpus has
 * @param hit how many of them a finding touches, whatever its type
 * @param mistakes one line each, without more of the text than a few characters around the place
 */
public record Quality(
    String corpus,
    SortedMap<String, Score> exact,
    SortedMap<String, Score> overlapping,
    int negatives,
    int hit,
    List<String> mistakes) {
  private static final double HALF = 0.5;
  private static final int AROUND = 16;

  /** Scans every text without hints. */
  public static Quality of(LabelledCorpus corpus, PiiEngine engine) {
    Quality quality =
        new Quality(corpus.name(), new TreeMap<>(), new TreeMap<>(), 0, 0, new ArrayList<>());
    for (LabelledText text : corpus.texts()) {
      quality = quality.plus(text, engine.scan(text.text(), Hints.NONE));
    }
    return quality;
  }

  private Quality plus(LabelledText text, List<Finding> found) {
    count(text, found, 1, exact);
    count(text, found, HALF, overlapping);
    int touched = 0;
    for (Span negative : text.negatives()) {
      boolean clean =
          found.stream().noneMatch(finding -> negative.overlaps(finding.start(), finding.end()));
      touched += clean ? 0 : 1;
    }
    tellMistakes(text, found);
    return new Quality(
        corpus, exact, overlapping, negatives + text.negatives().size(), hit + touched, mistakes);
  }

  private static void count(
      LabelledText text, List<Finding> found, double overlap, Map<String, Score> scores) {
    for (Span span : text.spans()) {
      boolean right = found.stream().anyMatch(finding -> agree(span, finding, overlap));
      add(scores, span.label(), right ? new Score(1, 0, 0) : new Score(0, 0, 1));
    }
    for (Finding finding : found) {
      if (text.spans().stream().noneMatch(span -> agree(span, finding, overlap))) {
        add(scores, finding.type().name(), new Score(0, 1, 0));
      }
    }
  }

  private static boolean agree(Span span, Finding finding, double overlap) {
    return span.label().equals(finding.type().name())
        && span.overlap(finding.start(), finding.end()) >= overlap;
  }

  private static void add(Map<String, Score> scores, String type, Score score) {
    scores.merge(type, score, Score::plus);
  }

  private void tellMistakes(LabelledText text, List<Finding> found) {
    for (Span span : text.spans()) {
      if (found.stream().noneMatch(finding -> agree(span, finding, 1))) {
        mistakes.add(line("missed", text, span.start(), span.end(), span.label(), ""));
      }
    }
    for (Finding finding : found) {
      if (text.spans().stream().noneMatch(span -> agree(span, finding, 1))) {
        String why = finding.trace().detector() + " " + finding.confidence();
        String type = finding.type().name();
        mistakes.add(line("wrong", text, finding.start(), finding.end(), type, why));
      }
    }
  }

  private static String line(
      String kind, LabelledText text, int start, int end, String type, String why) {
    String all = text.text();
    int from = all.offsetByCodePoints(0, start);
    int to = all.offsetByCodePoints(0, end);
    String shown =
        all.substring(Math.max(0, from - AROUND), from)
            + "[["
            + all.substring(from, to)
            + "]]"
            + all.substring(to, Math.min(all.length(), to + AROUND));
    return String.join("\t", kind, type, text.template(), text.id(), shown.replace('\n', '⏎'), why);
  }

  /** Share of the look-alikes that no finding touches. */
  public double clean() {
    return negatives == 0 ? 1 : 1 - (double) hit / negatives;
  }

  /** A table, a type a line. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, "%-18s %6s %7s %7s %7s %8s%n", corpus, "true", "P", "R", "F1", "F1@0.5"));
    exact.forEach((type, score) -> table.append(row(type, score)));
    return table
        .append(
            String.format(Locale.ROOT, "%-18s %6d %7.4f%n", "negatives clean", negatives, clean()))
        .toString();
  }

  private String row(String type, Score score) {
    return String.format(
        Locale.ROOT,
        "%-18s %6d %7.4f %7.4f %7.4f %8.4f%n",
        type,
        score.right() + score.missed(),
        score.precision(),
        score.recall(),
        score.f1(),
        overlapping.getOrDefault(type, Score.NONE).f1());
  }
}
