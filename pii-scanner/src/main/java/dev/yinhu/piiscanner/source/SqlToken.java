package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.util.Locale;

/**
 * A token of SQL.
 *
 * @param kind what it is
 * @param text a word as written, a name or string without its quotes, a single character otherwise
 * @param line at which it begins
 */
record SqlToken(Kind kind, String text, long line) {
  /** What a token is. */
  enum Kind {
    WORD,
    NAME,
    STRING,
    COMMENT,
    OTHER,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
  }

  boolean is(char c) {
    return kind == Kind.OTHER && text.charAt(0) == c;
  }

  /** A word or a quoted name: what may name a table or a column. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.NAME;
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "SqlToken[" + kind + "]";
  }

  /**
   * Reads the next one.
   *
   * @param backslashes whether it is of MySQL, where a backslash in a string escapes what follows
   *     and # begins a comment
   */
  static SqlToken next(SqlChars in, boolean backslashes) throws IOException {
    while (Character.isWhitespace(in.peek())) {
      in.take();
    }
    long line = in.line();
    int c = in.take();
    return switch (c) {
      case SqlChars.END -> new SqlToken(Kind.END, "", line);
      case '\'' -> new SqlToken(Kind.STRING, quoted(in, '\'', backslashes), line);
      case '"', '`' -> new SqlToken(Kind.NAME, quoted(in, (char) c, false), line);
      case '#' ->
          backslashes
              ? new SqlToken(Kind.COMMENT, toLineEnd(in), line)
              : new SqlToken(Kind.OTHER, "#", line);
      case '-' ->
          in.takeIf('-')
              ? new SqlToken(Kind.COMMENT, toLineEnd(in), line)
              : new SqlToken(Kind.OTHER, "-", line);
      case '/' ->
          in.takeIf('*')
              ? new SqlToken(Kind.COMMENT, toCommentEnd(in), line)
              : new SqlToken(Kind.OTHER, "/", line);
      case '$' -> dollar(in, line);
      default ->
          isWordPart(c)
              ? word(in, c, line)
              : new SqlToken(Kind.OTHER, String.valueOf((char) c), line);
    };
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '.'
        || (c != SqlChars.END && Character.isSurrogate((char) c));
  }

  /** A word, a number, or a string behind its prefix, such as {@code E'…'} and {@code _utf8'…'}. */
  private static SqlToken word(SqlChars in, int first, long line) throws IOException {
    var word = new StringBuilder().append((char) first);
    while (isWordPart(in.peek())) {
      word.append((char) in.take());
    }
    String text = word.toString();
    boolean prefix = text.length() == 1 || text.startsWith("_");
    if (prefix && !Character.isDigit(first) && in.takeIf('\'')) {
      boolean escapes = text.equalsIgnoreCase("E") || text.startsWith("_");
      return new SqlToken(Kind.STRING, quoted(in, '\'', escapes), line);
    }
    return new SqlToken(Kind.WORD, text, line);
  }

  private static String quoted(SqlChars in, char quote, boolean backslashes) throws IOException {
    var text = new StringBuilder();
    while (true) {
      int c = in.take();
      if (c == SqlChars.END || (c == quote && !in.takeIf(quote))) {
        return text.toString();
      }
      text.append(c == '\\' && backslashes ? escaped(in.take()) : (char) c);
    }
  }

  private static char escaped(int c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '0', SqlChars.END -> ' ';
      default -> (char) c;
    };
  }

  private static String toLineEnd(SqlChars in) throws IOException {
    var text = new StringBuilder();
    while (in.peek() != '\n' && in.peek() != SqlChars.END) {
      text.append((char) in.take());
    }
    return text.toString();
  }

  private static String toCommentEnd(SqlChars in) throws IOException {
    var text = new StringBuilder();
    while (true) {
      int c = in.take();
      if (c == SqlChars.END || (c == '*' && in.takeIf('/'))) {
        return text.toString();
      }
      text.append((char) c);
    }
  }

  /** A string between two {@code $tag$} of PostgreSQL, or a dollar. */
  private static SqlToken dollar(SqlChars in, long line) throws IOException {
    var tag = new StringBuilder("$");
    while (isWordPart(in.peek())) {
      tag.append((char) in.take());
    }
    if (!in.takeIf('$')) {
      return new SqlToken(Kind.OTHER, "$", line);
    }
    String end = tag.append('$').toString();
    var text = new StringBuilder();
    while (in.peek() != SqlChars.END) {
      text.append((char) in.take());
      if (text.indexOf(end, text.length() - end.length()) >= 0) {
        text.setLength(text.length() - end.length());
        return new SqlToken(Kind.STRING, text.toString(), line);
      }
    }
    return new SqlToken(Kind.STRING, text.toString(), line);
  }
}
