package dev.yinhu.piiscanner.check;

import java.util.List;

/**
 * Dates as people write them: year first ({@code 1990-01-02}, {@code 1990年1月2日}, {@code 19900102}),
 * or year last with the day or the month before it ({@code 2/1/1990}, {@code 2 January 1990},
 * {@code Jan 2, 1990}).
 */
final class WrittenDates {
  private static final int EIGHT = 8;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private WrittenDates() {}

  /** A real date on which somebody alive can be born. */
  static Check birth(BirthDates births) {
    return bare -> isBirth(bare, births);
  }

  private static boolean isBirth(CharSequence bare, BirthDates births) {
    if (bare.length() == EIGHT && Digits.areAll(bare)) {
      return births.holds(bare, 0);
    }
    int[] numbers = new int[3];
    int count = 0;
    int firstDigits = 0;
    int at = 0;
    while (at < bare.length() && count < numbers.length) {
      int end = at;
      while (end < bare.length() && Digits.isDigit(bare.charAt(end))) {
        end++;
      }
      if (end - at > 4) {
        return false;
      }
      if (end > at) {
        firstDigits = count == 0 ? end - at : firstDigits;
        numbers[count++] = Digits.number(bare, at, end);
      }
      at = Math.max(end, at + 1);
    }
    return holds(numbers, count, firstDigits == 4, month(bare), births);
  }

  private static boolean holds(
      int[] n, int count, boolean yearFirst, int named, BirthDates births) {
    if (named > 0) {
      return count >= 2
          && (yearFirst ? births.holds(n[0], named, n[1]) : births.holds(n[1], named, n[0]));
    }
    return count == 3
        && (yearFirst
            ? births.holds(n[0], n[1], n[2])
            : births.holds(n[2], n[1], n[0]) || births.holds(n[2], n[0], n[1]));
  }

  /** 1 to 12 when three letters in a row begin a month's name, 0 when there are none. */
  private static int month(CharSequence bare) {
    for (int i = 0; i + 3 <= bare.length(); i++) {
      if (Letters.isUpper(Letters.upper(bare.charAt(i)))) {
        String name =
            String.valueOf(
                new char[] {
                  Letters.upper(bare.charAt(i)),
                  Letters.upper(bare.charAt(i + 1)),
                  Letters.upper(bare.charAt(i + 2))
                });
        int month = MONTHS.indexOf(name) + 1;
        if (month > 0) {
          return month;
        }
      }
    }
    return 0;
  }
}
