package dev.yinhu.piiscanner.report.html;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements and text as HTML that is XML too. All text and all attribute values are escaped
 * here and nowhere else; there is no way to write markup from a value. For one thread.
 */
final class Html {
  private final Appendable out;
  private final Deque<String> open = new ArrayDeque<>();

  Html(Appendable out) {
    this.out = out;
  }

  /** The line before the root element. */
  Html doctype() throws IOException {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  /** Opens an element; attributes are pairs of name and value. */
  Html open(String tag, String... attributes) throws IOException {
    tag(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** An element without content. */
  Html empty(String tag, String... attributes) throws IOException {
    tag(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() throws IOException {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element that holds a text only. */
  Html element(String tag, String text, String... attributes) throws IOException {
    return open(tag, attributes).text(text).close();
  }

  /** A text. */
  Html text(String text) throws IOException {
    out.append(escaped(text));
    return this;
  }

  /** Style sheet text of ours, which holds nothing to escape. */
  Html style(String css) throws IOException {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet of ours has no '<' and no '&'");
    }
    open("style");
    out.append(css);
    return close();
  }

  private void tag(String tag, String... attributes) throws IOException {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
  }

  /** XML escapes; what XML 1.0 has no character for becomes U+FFFD. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  /** The Char production of XML 1.0, section 2.2, without what turns the direction of text. */
  private static boolean isCharacter(int c) {
    boolean turnsText = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !turnsText
        && (c == '\t'
            || c == '\n'
            || (c >= 0x20 && c <= 0x7E)
            || (c >= 0xA0 && c <= 0xD7FF)
            || (c >= 0xE000 && c <= 0xFFFD)
            || (c >= 0x10000 && c <= 0x10FFFF));
  }
}
