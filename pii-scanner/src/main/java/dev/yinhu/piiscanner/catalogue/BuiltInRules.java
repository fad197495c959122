package dev.yinhu.piiscanner.catalogue;

import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.rule.RuleReader;
import dev.yinhu.piiscanner.rule.RuleReading;
import java.util.ArrayList;
import java.util.List;

/** The detectors that ship with us, from the files under {@code detectors}. */
public final class BuiltInRules {
  private static final List<String> FILES =
      List.of("china", "contact", "devices", "finance", "world", "secrets");

  private BuiltInRules() {}

  /**
   * All rules, in the order of the files.
   *
   * @param checks those that the rules name
   */
  public static List<Rule> all(Checks checks) {
    RuleReader reader = new RuleReader(checks);
    List<Rule> rules = new ArrayList<>();
    for (String name : FILES) {
      String file = "detectors/" + name + ".yaml";
      RuleReading reading = reader.read(file, Resources.text(file));
      if (!reading.problems().isEmpty()) {
        throw new IllegalStateException("our own detectors are faulty: " + reading.problems());
      }
      rules.addAll(reading.rules());
    }
    return rules;
  }
}
