package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.automaton.PatternSearch;
import dev.yinhu.piiscanner.automaton.TooComplexException;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds what rules describe: all of them in one pass over the text, then their checks and their
 * context for what that left. Time is linear in the text. Immutable and safe for use by many
 * threads.
 */
public final class RuleDetector implements Detector {
  private final RuleTables tables;

  /**
   * Compiles the rules; takes up to a second.
   *
   * @throws TooComplexException when their patterns take too many states; it names the rule
   * @throws IllegalArgumentException when a rule names a check that there is not
   */
  public RuleDetector(List<Rule> rules, Checks checks) {
    this.tables = new RuleTables(rules, checks);
  }

  @Override
  public void detect(FoldedText text, Hints hints, Consumer<Candidate> found) {
    scan(text, hints, found);
  }

  /** The same, and how it went. */
  RuleScan scan(FoldedText text, Hints hints, Consumer<Candidate> found) {
    RuleScan scan = new RuleScan(tables, text, hints, found);
    scan.run();
    return scan;
  }

  /** The search below, for comparing times with its bare walk. */
  public PatternSearch search() {
    return tables.search();
  }
}
