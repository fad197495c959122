package dev.yinhu.piiscanner.check;

import java.time.LocalDate;

/**
 * Which dates somebody alive can be born on: real ones from 1900 to the end of the last year.
 *
 * @param lastYear the latest year of birth
 */
record BirthDates(int lastYear) {
  private static final int FIRST_YEAR = 1900;
  private static final int CENTURY = 100;
  private static final int DIGITS = 8;
  private static final int SHORT_DIGITS = 6;

  /** Births up to the end of the year after this day: a service runs on past New Year. */
  static BirthDates upTo(LocalDate today) {
    return new BirthDates(today.getYear() + 1);
  }

  boolean holds(int year, int month, int day) {
    return year >= FIRST_YEAR
        && year <= lastYear
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= daysOf(year, month);
  }

  /** Eight digits from this place on: YYYYMMDD. */
  boolean holds(CharSequence text, int from) {
    return Digits.areAll(text, from, from + DIGITS)
        && holds(
            Digits.number(text, from, from + 4),
            Digits.number(text, from + 4, from + 6),
            Digits.number(text, from + 6, from + DIGITS));
  }

  /** Six digits from this place on: YYMMDD of one century or the other. */
  boolean holdsShort(CharSequence text, int from) {
    if (!Digits.areAll(text, from, from + SHORT_DIGITS)) {
      return false;
    }
    int year = Digits.number(text, from, from + 2);
    int month = Digits.number(text, from + 2, from + 4);
    int day = Digits.number(text, from + 4, from + SHORT_DIGITS);
    return holds(FIRST_YEAR + year, month, day) || holds(FIRST_YEAR + CENTURY + year, month, day);
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % CENTURY != 0 || year % (4 * CENTURY) == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
