package dev.yinhu.piiscanner.jdbc;

/**
 * Which tables are meant.
 *
 * @param schema patterns as in {@link NamePattern}
 */
public record TablePattern(NamePattern schema, NamePattern table) {
  private static final NamePattern ANY = new NamePattern("*");

  /** Every table of the schemas with such a name. */
  public static TablePattern schema(String pattern) {
    return new TablePattern(new NamePattern(pattern), ANY);
  }

  /**
   * Reads {@code schema.table} or {@code table}. A part that has a dot of its own stands in double
   * quotes, in which {@code ""} is a quote: {@code "a.b".users}.
   *
   * @throws IllegalArgumentException saying how to write one
   */
  public static TablePattern parse(String text) {
    StringBuilder part = new StringBuilder();
    NamePattern schema = null;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        if (schema != null) {
          throw unreadable();
        }
        schema = new NamePattern(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (quoted) {
      throw unreadable();
    }
    return new TablePattern(schema == null ? ANY : schema, new NamePattern(part.toString()));
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "write tables as schema.table or table, with * for any characters; a name that has a dot"
            + " stands in double quotes");
  }

  boolean matches(TableName name) {
    return schema.matches(name.schema()) && table.matches(name.table());
  }
}
