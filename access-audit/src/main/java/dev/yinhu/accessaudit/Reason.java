package dev.yinhu.accessaudit;

import java.util.Optional;

/**
 * Why a member of staff looked, in their own words. The log never forgets it, so it must hold
 * nothing personal: at most {@value #MAX_LENGTH} characters, none of them a control or invisible
 * character, no {@code @}, and no number of more than {@value #MAX_DIGITS} digits, as phone,
 * identity and card numbers are. Digits count in every script, Chinese numerals among them, and
 * also through blanks, hyphens and dots between them.
 *
 * @param text the reason
 */
public record Reason(String text) {
  /** The most characters (Unicode code points). */
  public static final int MAX_LENGTH = 200;

  /** The most digits of one number. */
  public static final int MAX_DIGITS = 6;

  private static final String NUMERALS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺";
  private static final String SEPARATORS = " -.·_－．　()（）/";

  /**
   * What keeps a text from being a reason.
   *
   * @param position the character it begins at, counted from 1 in Unicode code points
   * @param finding what was found, without repeating it
   */
  public record Fault(int position, String finding) {
    @Override
    public String toString() {
      return finding + " at character " + position;
    }
  }

  /**
   * @throws IllegalArgumentException when it has a fault; the message does not repeat the text
   */
  public Reason {
    fault(text)
        .ifPresent(fault -> {
          throw new IllegalArgumentException("not a reason: " + fault);
        });
  }

  /** The first thing that keeps the text from being a reason; empty when it may be one. */
  public static Optional<Fault> fault(String text) {
    if (text.isBlank()) {
      return Optional.of(new Fault(1, "nothing is said"));
    }
    int[] points = text.codePoints().toArray();
    if (points.length > MAX_LENGTH) {
      return Optional.of(new Fault(MAX_LENGTH + 1, "more than " + MAX_LENGTH + " characters"));
    }
    return badCharacter(points).or(() -> longNumber(points));
  }

  private static Optional<Fault> badCharacter(int[] points) {
    for (int i = 0; i < points.length; i++) {
      if (isInvisible(points[i])) {
        return Optional.of(new Fault(i + 1, "a control or invisible character"));
      }
      if (points[i] == '@' || points[i] == '＠') {
        return Optional.of(new Fault(i + 1, "'@', as an address has"));
      }
    }
    return Optional.empty();
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static Optional<Fault> longNumber(int[] points) {
    int digits = 0;
    int start = 0;
    for (int i = 0; i < points.length; i++) {
      if (isDigit(points[i])) {
        start = digits == 0 ? i : start;
        digits++;
      } else if (SEPARATORS.indexOf(points[i]) < 0) {
        digits = 0;
      }
      if (digits > MAX_DIGITS) {
        return Optional.of(new Fault(start + 1, "a number of more than " + MAX_DIGITS + " digits"));
      }
    }
    return Optional.empty();
  }

  private static boolean isDigit(int point) {
    return Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER
        || Character.getType(point) == Character.OTHER_NUMBER
        || NUMERALS.indexOf(point) >= 0;
  }

  /** A reason is free text: it stands in no log message. */
  @Override
  public String toString() {
    return "Reason[***]";
  }
}
