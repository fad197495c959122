package dev.yinhu.piiscanner.rule;

/**
 * A pattern that finite automata match in one pass: characters, classes, groups, {@code |}, {@code
 * ?}, {@code *}, {@code +}, {@code {n}}, {@code {n,}} and {@code {n,m}}.
 *
 * <p>There are no anchors and no {@code \b} (boundaries are told apart from the pattern), no
 * look-around, no back-reference and no lazy repetition. {@code \d} is {@code [0-9]}, {@code .} any
 * character but a line break, {@code \t} a tab, {@code \}{@code uXXXX} a character by its number; a
 * backslash before a sign makes it plain. Groups are only for grouping.
 *
 * @param text as written, at most {@value #MAX_LENGTH} characters of the basic plane; matches at
 *     least one character
 * @param ignoreCase whether ASCII letters match in either case
 */
public record LinearPattern(String text, boolean ignoreCase) {
  /** Longest pattern in characters. */
  public static final int MAX_LENGTH = 2_000;

  /** Checks the dialect; throws {@link IllegalArgumentException} saying what is wrong where. */
  public LinearPattern {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a pattern has at most " + MAX_LENGTH + " characters: write several");
    }
    if (new PatternParser(text, ignoreCase).parse().shortest() == 0) {
      throw new IllegalArgumentException("a pattern may not match the empty text");
    }
  }

  /** Minds the case of letters. */
  public static LinearPattern of(String text) {
    return new LinearPattern(text, false);
  }

  /**
   * The same in the syntax of {@code org.apache.lucene.util.automaton.RegExp} without any of its
   * optional operators ({@code RegExp.NONE}); case is spelled out.
   */
  public String lucene() {
    return new PatternParser(text, ignoreCase).parse().lucene();
  }
}
