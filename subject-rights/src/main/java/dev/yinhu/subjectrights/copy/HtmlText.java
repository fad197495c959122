package dev.yinhu.subjectrights.copy;

/**
 * A value as text of an HTML page: it can open no tag, end no attribute in quotes, and start no
 * entity. Control characters that HTML forbids become U+FFFD, so that nothing vanishes unseen.
 */
final class HtmlText {
  private HtmlText() {}

  static String of(String value) {
    var out = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      append(out, value.charAt(i));
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\t', '\n', '\r' -> out.append(c);
      default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
  }
}
