package dev.yinhu.piiscanner.check;

/** Pairs of geographic coordinates in decimal degrees. */
final class Coordinates {
  private static final int FEWEST_DECIMALS = 4;

  private Coordinates() {}

  /** Two numbers of four decimals or more, one a latitude, the other a longitude, in any order. */
  static boolean isPair(CharSequence bare) {
    return isPair(bare, 90, 180, 0, 0);
  }

  /** The same within a box around China: latitude 3 to 54, longitude 73 to 136. */
  static boolean isPairInChina(CharSequence bare) {
    return isPair(bare, 54, 136, 3, 73);
  }

  private static boolean isPair(CharSequence bare, int lat, int lng, int leastLat, int leastLng) {
    int split = splitOf(bare);
    if (split < 0) {
      return false;
    }
    int second = split;
    while (second < bare.length() && !isNumeric(bare.charAt(second))) {
      second++;
    }
    double a = number(bare, 0, split);
    double b = number(bare, second, bare.length());
    return (within(a, leastLat, lat) && within(b, leastLng, lng))
        || (within(a, leastLng, lng) && within(b, leastLat, lat));
  }

  private static boolean within(double value, int least, int most) {
    return !Double.isNaN(value) && Math.abs(value) <= most && Math.abs(value) >= least;
  }

  private static int splitOf(CharSequence bare) {
    int at = 0;
    while (at < bare.length() && isNumeric(bare.charAt(at))) {
      at++;
    }
    return at == 0 || at == bare.length() ? -1 : at;
  }

  private static boolean isNumeric(char c) {
    return Digits.isDigit(c) || c == '.' || c == '-' || c == '+';
  }

  /** The number, or NaN when it is none or has too few decimals. */
  private static double number(CharSequence bare, int from, int to) {
    int at = from;
    while (at < to && (Digits.isDigit(bare.charAt(at)) || (at == from && isSign(bare, at)))) {
      at++;
    }
    if (at - from > 4 || at >= to || bare.charAt(at) != '.') {
      return Double.NaN;
    }
    int decimals = to - at - 1;
    return decimals < FEWEST_DECIMALS || decimals > 15 || !Digits.areAll(bare, at + 1, to)
        ? Double.NaN
        : Double.parseDouble(bare.subSequence(from, to).toString());
  }

  private static boolean isSign(CharSequence bare, int at) {
    return bare.charAt(at) == '-' || bare.charAt(at) == '+';
  }
}
