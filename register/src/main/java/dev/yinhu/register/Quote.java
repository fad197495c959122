package dev.yinhu.register;

/** Quotes a written name in a message: short, on one line, without invisible characters. */
public final class Quote {
  private static final int LONGEST = 60;

  private Quote() {}

  /** The value in single quotes, cut after 60 characters. */
  public static String of(String value) {
    StringBuilder quoted = new StringBuilder("'");
    value.codePoints().limit(LONGEST).map(Quote::printable).forEach(quoted::appendCodePoint);
    return quoted
        .append(value.codePoints().skip(LONGEST).findAny().isPresent() ? "…'" : "'")
        .toString();
  }

  private static int printable(int codePoint) {
    boolean hidden =
        Character.isISOControl(codePoint)
            || Character.getType(codePoint) == Character.SURROGATE
            || Character.getType(codePoint) == Character.LINE_SEPARATOR
            || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    return hidden ? '\uFFFD' : codePoint;
  }
}
