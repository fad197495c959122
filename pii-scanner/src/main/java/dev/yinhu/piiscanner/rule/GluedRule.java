package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.detect.Strength;
import java.util.List;
import java.util.Locale;

/**
 * The sibling of a rule for values that stand right behind a word that names them, with nothing
 * between: {@code IP120.53.18.77}, {@code passport_noE12345678}. The boundaries before a value
 * would refuse these as part of a longer word; here the word is read first and must be whole.
 */
final class GluedRule {
  private static final String BETWEEN = "[_#-]?";
  private static final String SUFFIX = "-glued";

  private GluedRule() {}

  /**
   * Makes it.
   *
   * @param rule without a lead
   * @param words lower-case Latin words; {@code _} stands for nothing, {@code _}, {@code -} or a
   *     blank, case does not matter
   */
  static Rule of(Rule rule, List<String> words) {
    if (!rule.lead().isEmpty()) {
      throw new IllegalArgumentException("a detector with a lead has no 'glued' words");
    }
    List<String> spelled = words.stream().map(GluedRule::spelled).toList();
    String lead = "(" + String.join("|", spelled) + ")" + BETWEEN;
    return new Rule(
        rule.name() + SUFFIX,
        rule.type(),
        rule.patterns(),
        List.of(new LinearPattern(lead, true)),
        List.of(),
        List.of(Boundary.NOT_ALNUM),
        rule.after(),
        rule.separators(),
        rule.checks(),
        rule.strength().compareTo(Strength.NAMED) < 0 ? Strength.NAMED : rule.strength(),
        Math.min(1, rule.confidence() + rule.cues().nameAdds()),
        rule.checkAdds(),
        Cues.NONE,
        rule.against());
  }

  private static String spelled(String word) {
    if (!word.matches("[a-z0-9_]*[a-z]")) {
      throw new IllegalArgumentException(
          "a word of 'glued' holds small letters, digits and '_' and ends with a letter: "
              + word.toLowerCase(Locale.ROOT));
    }
    return word.replace("_", "[_ -]?");
  }
}
