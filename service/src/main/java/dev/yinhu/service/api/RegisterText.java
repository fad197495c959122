package dev.yinhu.service.api;

import dev.yinhu.register.RegisterSource;
import java.util.List;
import java.util.Optional;

/** The sources of a register as one YAML text that reads as the same register. Stateless. */
final class RegisterText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private RegisterText() {}

  /** A single source comes back word for word; several are documents of one stream. */
  static String of(List<RegisterSource> sources) {
    if (sources.size() == 1) {
      return sources.getFirst().text();
    }
    var text = new StringBuilder();
    for (RegisterSource source : sources) {
      append(text, source.text());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String source) {
    String document =
        source.startsWith(BYTE_ORDER_MARK) ? source.substring(BYTE_ORDER_MARK.length()) : source;
    if (!text.isEmpty()) {
      if (text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
      if (firstLine(text.toString()).isPresent()) { // Comments alone are no document to end.
        text.append(beginsItself(document) ? "...\n" : "---\n");
      }
    }
    text.append(document);
  }

  /** With a document's start of its own, or a directive, which may only follow a document's end. */
  private static boolean beginsItself(String document) {
    return firstLine(document)
        .filter(line -> line.startsWith("---") || line.startsWith("%"))
        .isPresent();
  }

  private static Optional<String> firstLine(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
        .findFirst();
  }
}
