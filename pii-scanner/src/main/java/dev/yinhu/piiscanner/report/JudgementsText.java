package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Change;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Scoring;
import dev.yinhu.piiscanner.necessity.Verdict;
import dev.yinhu.piiscanner.necessity.Words;
import dev.yinhu.piiscanner.report.html.Language;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judgements and changes for people on a terminal: each kind with what to do, worst first.
 * Immutable.
 */
public final class JudgementsText {
  private static final int SHOWN = 20;

  private final Scoring scoring;
  private final Words words;
  private final Language language;

  /** A writer. */
  public JudgementsText(Scoring scoring, Words words, Language language) {
    this.scoring = scoring;
    this.words = words;
    this.language = language;
  }

  /** Writes judgements; the stream stays open. */
  public void write(Judgements judgements, PrintStream out) {
    out.println();
    scoring
        .score(judgements.judged())
        .ifPresent(score ->
            out.println(
                say("最小必要得分", "Minimal necessity, score")
                    + String.format(Locale.ROOT, " %.1f / 100", score.points())));
    for (Map.Entry<Verdict, List<Judged>> group : judgements.byVerdict().entrySet()) {
      group(group.getKey(), group.getValue(), out);
    }
    List<FieldRef> gaps = judgements.notLookedAt();
    if (!gaps.isEmpty()) {
      out.println();
      out.println(
          say("没有查看到的已登记字段", "Declared fields that were not looked at") + " (" + gaps.size() + ")");
      gaps.stream().limit(SHOWN).forEach(field -> out.println("  " + field.text()));
      more(gaps.size(), out);
    }
    out.flush();
  }

  private void group(Verdict verdict, List<Judged> judged, PrintStream out) {
    Words.Advice advice = words.of(verdict);
    out.println();
    out.println(language.plain(advice.name()) + " [" + verdict.wire() + "] " + judged.size());
    out.println("→ " + language.plain(advice.action()));
    var table =
        new TextTable(
            say("位置", "Place"), say("类型", "Type"), say("级别", "Level"), say("理由", "Reasons"));
    judged.stream()
        .limit(SHOWN)
        .forEach(one ->
            table.row(
                one.scope().text(),
                one.holding().flatMap(Holding::type).map(PiiType::name).orElse("—"),
                language.plain(scoring.levels().of(one).label()),
                one.reasons().stream()
                    .map(words::of)
                    .map(language::plain)
                    .collect(Collectors.joining("; "))));
    table.print(out);
    more(judged.size(), out);
  }

  /** Writes what changed since an earlier scan; the stream stays open. */
  public void changes(List<Change> changes, PrintStream out) {
    List<Change> told = changes.stream().filter(c -> !(c instanceof Change.Same)).toList();
    out.println();
    out.println(say("与上次扫描相比", "Compared with the scan before") + " (" + told.size() + ")");
    if (!told.isEmpty()) {
      var table = new TextTable(say("变化", "Change"), say("位置", "Place"), say("类型", "Type"));
      told.stream()
          .limit(SHOWN)
          .forEach(change ->
              table.row(
                  change.wire() + change.doubted().map(d -> " (" + d.wire() + ")").orElse(""),
                  change.holding().place().text(),
                  change.holding().type().map(PiiType::name).orElse("—")));
      table.print(out);
      more(told.size(), out);
    }
    out.flush();
  }

  private void more(int all, PrintStream out) {
    if (all > SHOWN) {
      out.println(
          "  … "
              + say("另有 %,d 条", "%,d more").formatted(all - SHOWN, all - SHOWN)
              + "; --json, --format html");
    }
  }

  private String say(String zh, String en) {
    return language.plain(new Label(zh, en));
  }
}
