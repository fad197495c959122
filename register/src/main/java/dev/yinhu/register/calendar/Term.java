package dev.yinhu.register.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a law gives, as it writes it. Units are never converted: 3 working days are not 72
 * hours.
 *
 * @param amount how many, 1 to {@value #MOST}
 * @param unit of what
 */
public record Term(int amount, TermUnit unit) {
  /** More is a mistake in writing. */
  public static final int MOST = 10_000;

  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,4}) (hours?|working days?|days?|months?)");

  /**
   * @throws IllegalArgumentException when the amount is out of bounds
   */
  public Term {
    if (amount < 1 || amount > MOST) {
      throw new IllegalArgumentException("a term is 1 to " + MOST + " " + unit.wire());
    }
  }

  /**
   * Reads {@code 24 hours}, {@code 3 working days}, {@code 30 days} or {@code 1 month}.
   *
   * @throws IllegalArgumentException when it is written otherwise
   */
  public static Term parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a term is written like 24 hours, 3 working days, 30 days or 1 month");
    }
    TermUnit unit =
        switch (matcher.group(2).charAt(0)) {
          case 'h' -> TermUnit.HOURS;
          case 'w' -> TermUnit.WORKING_DAYS;
          case 'd' -> TermUnit.DAYS;
          default -> TermUnit.MONTHS;
        };
    return new Term(Integer.parseInt(matcher.group(1)), unit);
  }

  /**
   * This and more of the same unit.
   *
   * @throws IllegalArgumentException when the other is of another unit
   */
  public Term plus(Term more) {
    if (more.unit != unit) {
      throw new IllegalArgumentException("a term in " + unit.wire() + " is extended by the same");
    }
    return new Term(amount + more.amount, unit);
  }

  @Override
  public String toString() {
    String words = unit.wire();
    return amount + " " + (amount == 1 ? words.substring(0, words.length() - 1) : words);
  }
}
