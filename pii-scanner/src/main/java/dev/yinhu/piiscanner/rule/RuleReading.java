package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.util.List;

/**
 * What came of reading a rule file.
 *
 * @param rules all of the file when there is no problem, otherwise those that are sound
 * @param problems everything that is wrong, in the order of the file; empty when it can be used
 */
public record RuleReading(List<Rule> rules, List<YamlProblem> problems) {
  /** Copies the lists. */
  public RuleReading {
    rules = List.copyOf(rules);
    problems = List.copyOf(problems);
  }
}
