package dev.yinhu.accessaudit.sink.format;

/** Writes the extension of a CEF event: {@code key=value} pairs with a blank between them. */
final class CefKeys {
  private final StringBuilder line;
  private boolean first = true;

  CefKeys(StringBuilder line) {
    this.line = line;
  }

  void put(String key, String value) {
    line.append(first ? "" : " ").append(key).append('=').append(value(value));
    first = false;
  }

  /** One of the six custom strings, with the label that says what it is. */
  void custom(int number, String label, String value) {
    put("cs" + number + "Label", label);
    put("cs" + number, value);
  }

  /** One of the three custom numbers. */
  void number(int number, String label, long value) {
    put("cn" + number + "Label", label);
    put("cn" + number, Long.toString(value));
  }

  /** Backslash and equals sign escaped; line ends as {@code \n} and {@code \r}. */
  static String value(String text) {
    return text.replace("\\", "\\\\").replace("=", "\\=").replace("\n", "\\n").replace("\r", "\\r");
  }
}
