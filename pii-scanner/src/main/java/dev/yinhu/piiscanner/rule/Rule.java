package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.detect.Strength;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one detector looks for. A value is a longest run of characters that one of the patterns
 * matches, where the boundaries hold on both sides and every check passes; its confidence is the
 * sum of what structure, checks and cues add.
 *
 * @param name unique among all rules: lower-case words joined by hyphens, at most 64 characters
 * @param type what the values are
 * @param patterns at least one, at most {@value #MAX_PATTERNS}
 * @param lead a pattern that stands before the value and does not belong to it, such as {@code
 *     password=}: the patterns follow upon it, and its longest match at the start is cut off; empty
 *     when there is none
 * @param trigger a pattern that every value begins with, when the patterns are long or unbounded:
 *     the search over all rules looks for it alone, and the patterns are tried where it stands;
 *     empty when there is none. A lead is a trigger by itself
 * @param before what all must hold before the value (or its lead)
 * @param after what all must hold behind the value
 * @param separators characters inside the value that checks do not see; may be empty
 * @param checks names of validators, see {@link dev.yinhu.piiscanner.check.Checks}; all must pass
 * @param strength which of two overlapping readings wins
 * @param confidence of the structure alone, 0 to 1
 * @param checkAdds what passed checks add, 0 to 1
 * @param cues what speaks for it
 * @param against what speaks against it
 */
public record Rule(
    String name,
    PiiType type,
    List<LinearPattern> patterns,
    List<LinearPattern> lead,
    List<LinearPattern> trigger,
    List<Boundary> before,
    List<Boundary> after,
    String separators,
    List<String> checks,
    Strength strength,
    double confidence,
    double checkAdds,
    Cues cues,
    Cues against) {
  /** Most patterns of a rule. */
  public static final int MAX_PATTERNS = 64;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 64;
  private static final int MOST_SEPARATORS = 16;

  /** Checks the bounds; throws {@link IllegalArgumentException} saying which one is crossed. */
  public Rule {
    patterns = List.copyOf(patterns);
    lead = List.copyOf(lead);
    trigger = List.copyOf(trigger);
    before = List.copyOf(before);
    after = List.copyOf(after);
    checks = List.copyOf(checks);
    requireName(name);
    require(
        !patterns.isEmpty() && patterns.size() <= MAX_PATTERNS,
        "a detector has 1 to " + MAX_PATTERNS + " patterns");
    require(lead.size() <= 1, "a detector has at most one lead");
    require(
        trigger.size() + lead.size() <= 1,
        "a detector has at most one trigger, and none beside a lead");
    require(
        separators.length() <= MOST_SEPARATORS,
        "a detector has at most " + MOST_SEPARATORS + " separators");
    require(confidence >= 0 && confidence <= 1, "a confidence lies between 0 and 1");
    require(checkAdds >= 0 && checkAdds <= 1, "what checks add lies between 0 and 1");
    require(!against.needed(), "what speaks against a reading cannot be needed");
  }

  private static void requireName(String name) {
    require(
        name.length() <= LONGEST_NAME && NAME.matcher(name).matches(),
        "a detector is named by lower-case words joined by hyphens, at most "
            + LONGEST_NAME
            + " characters");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
