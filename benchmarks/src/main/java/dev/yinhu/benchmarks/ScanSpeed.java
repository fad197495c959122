package dev.yinhu.benchmarks;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.RuleDetector;
import dev.yinhu.piiscanner.text.FoldedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Scanning 10 MB with one thread: the bare walk of the table over the same characters, structured
 * types alone, everything. The text is the development corpus, dense with findings, for which the
 * targets are; then a log and prose, which hold few or none; and texts made to be slow.
 */
final class ScanSpeed {
  private static final int ADVERSARIAL_CHARACTERS = 2_000_000;
  private static final int RUNS = 5;
  private static final double MILLION = 1e6;
  private static final double NANOS = 1e9;

  private static final List<String> ADVERSARIAL =
      List.of("7", "a.", "1234 ", "1-", "a@b.", "QQ 12345 ", "6222 0212 3456 7894 ", "手机");

  private ScanSpeed() {}

  static void main() throws IOException {
    InstantSource clock = InstantSource.system();
    long begun = System.nanoTime();
    PiiEngine everything = PiiEngine.standard(clock);
    System.out.printf(
        "scan: engine start %.0f ms (target 1,500)%n", (System.nanoTime() - begun) / MILLION);
    Checks checks = Checks.standard(clock);
    RuleDetector rules = new RuleDetector(BuiltInRules.all(checks), checks);
    PiiEngine structured = new PiiEngine(List.of(rules));
    String dense = ScanTexts.dense();
    measure("dense", dense, rules, structured, everything);
    measure("log", ScanTexts.log(), rules, structured, everything);
    measure("prose", ScanTexts.prose(), rules, structured, everything);
    adversarial(everything, dense);
  }

  private static void measure(
      String what, String text, RuleDetector rules, PiiEngine structured, PiiEngine everything) {
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    FoldedText folded = FoldedText.of(text);
    PatternSearch search = rules.search();
    int found = everything.scan(text, Hints.NONE).size();
    System.out.printf(
        "scan of %s text: %,d findings, one every %,d bytes%n",
        what, found, bytes / Math.max(1, found));
    for (int run = 1; run <= RUNS; run++) {
      double walk = rate(bytes, () -> search.countEnds(folded.chars(), folded.length()));
      double some = rate(bytes, () -> structured.scan(text, Hints.NONE).size());
      double all = rate(bytes, () -> everything.scan(text, Hints.NONE).size());
      System.out.printf(
          "scan of %s text, run %d: walk %.0f MB/s, structured %.0f MB/s (target 100) = %.0f %% of"
              + " it (target 40), everything %.0f MB/s (target 25)%n",
          what, run, walk, some, 100 * some / walk, all);
    }
  }

  private static void adversarial(PiiEngine engine, String text) {
    double usual = rate(text.length(), () -> engine.scan(text, Hints.NONE).size());
    Map<String, Double> slower = new LinkedHashMap<>();
    for (String piece : ADVERSARIAL) {
      String repeated = piece.repeat(ADVERSARIAL_CHARACTERS / piece.length());
      double best = 0;
      for (int run = 0; run < RUNS; run++) {
        best =
            Math.max(best, rate(repeated.length(), () -> engine.scan(repeated, Hints.NONE).size()));
      }
      slower.put(piece, usual / best);
    }
    slower.forEach((piece, times) ->
        System.out.printf(
            "scan of '%s' repeated: %.1f times the time of usual text (target 3)%n", piece, times));
  }

  /** Millions of units a second. */
  private static double rate(long units, IntSupplier work) {
    long begun = System.nanoTime();
    int found = work.getAsInt();
    double seconds = (System.nanoTime() - begun) / NANOS;
    return found < 0 ? 0 : units / MILLION / seconds;
  }
}
