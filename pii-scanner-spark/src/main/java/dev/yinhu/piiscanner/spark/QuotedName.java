package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.TableName;
import java.util.ArrayList;
import java.util.List;

/** Reads names of tables as SQL writes them: parts joined by dots, parts with dots in quotes. */
final class QuotedName {
  private QuotedName() {}

  /**
   * The table of a name: {@code users}, {@code shop.users}, {@code "a.b"."the ""best"""}.
   *
   * @throws IllegalArgumentException when it has no part, more than two or an open quote
   */
  static TableName parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled = quoted && c == '"' && text.startsWith("\"\"", i);
      if (c == '"' && !doubled) {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
        i += doubled ? 1 : 0;
      }
    }
    parts.add(part.toString());
    if (quoted || parts.size() > 2 || parts.contains("")) {
      throw new IllegalArgumentException("a table is named by table or schema.table: " + text);
    }
    return parts.size() == 1
        ? new TableName("", parts.getFirst())
        : new TableName(parts.getFirst(), parts.get(1));
  }
}
