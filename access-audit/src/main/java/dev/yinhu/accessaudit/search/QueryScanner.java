package dev.yinhu.accessaudit.search;

/**
 * Cuts a query into tokens. Colon, quotes, parentheses and blanks of Chinese input methods count as
 * their ASCII forms.
 */
final class QueryScanner {
  /**
   * A piece of the query.
   *
   * @param text of a word, a quoted text or a column, without quotes and colon
   * @param column where it begins, counted from 1 in code points
   * @param prefix whether an asterisk followed
   */
  record Token(Kind kind, String text, int column, boolean prefix) {
    enum Kind {
      AND,
      OR,
      NOT,
      OPEN,
      CLOSE,
      COLUMN,
      WORD,
      QUOTED,
      END
    }

    @Override
    public String toString() {
      return "Token[" + kind + ", " + column + "]";
    }
  }

  private final int[] points;
  private int at;

  /** Whether the next word is a value: then a colon is part of it. */
  private boolean valueComes;

  QueryScanner(String text) {
    this.points = text.codePoints().toArray();
  }

  static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point);
  }

  Token next() {
    while (at < points.length && isBlank(points[at])) {
      if (valueComes) {
        throw new QueryRefused(at + 1, "a value right after the colon");
      }
      at++;
    }
    if (at == points.length) {
      return token(Token.Kind.END, "", at);
    }
    int start = at;
    return switch (points[at]) {
      case '(', '（' -> sign(Token.Kind.OPEN);
      case ')', '）' -> sign(Token.Kind.CLOSE);
      case '"', '“', '”' -> quoted(start);
      case '-' -> valueComes || standsAlone() ? word(start) : sign(Token.Kind.NOT);
      default -> word(start);
    };
  }

  private boolean standsAlone() {
    return at + 1 == points.length || isBlank(points[at + 1]);
  }

  private Token sign(Token.Kind kind) {
    Token sign = token(kind, "", at);
    at++;
    return sign;
  }

  private Token token(Token.Kind kind, String text, int start) {
    valueComes = false;
    return new Token(kind, text, start + 1, false);
  }

  private Token quoted(int start) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < points.length && !isQuote(points[at])) {
      if (points[at] == '\\') {
        at++;
        if (at == points.length || (points[at] != '\\' && !isQuote(points[at]))) {
          throw new QueryRefused(at + 1, "a quote or a backslash after the backslash");
        }
      }
      text.appendCodePoint(points[at++]);
    }
    if (at == points.length) {
      throw new QueryRefused(at + 1, "the quote that ends the text of column " + (start + 1));
    }
    at++;
    return text(Token.Kind.QUOTED, text.toString(), start);
  }

  private Token word(int start) {
    while (!ends(at)) {
      if (!valueComes && (points[at] == ':' || points[at] == '：')) {
        String name = new String(points, start, at - start);
        at++;
        Token column = token(Token.Kind.COLUMN, name, start);
        valueComes = true;
        return column;
      }
      at++;
    }
    String text = new String(points, start, at - start);
    return switch (valueComes ? "" : text) {
      case "AND" -> token(Token.Kind.AND, "", start);
      case "OR" -> token(Token.Kind.OR, "", start);
      case "NOT" -> token(Token.Kind.NOT, "", start);
      default -> text(Token.Kind.WORD, text, start);
    };
  }

  /** With the asterisk behind it, if there is one; as a value that may stand alone. */
  private Token text(Token.Kind kind, String text, int start) {
    boolean value = valueComes;
    valueComes = false;
    boolean prefix = at < points.length && points[at] == '*';
    if (prefix) {
      at++;
      if (!ends(at)) {
        throw new QueryRefused(at + 1, "a blank after the asterisk");
      }
    } else if (kind == Token.Kind.QUOTED && !ends(at)) {
      throw new QueryRefused(at + 1, "a blank after the quoted text");
    }
    if (text.isEmpty() && !(value && prefix)) {
      throw new QueryRefused(
          start + 1,
          prefix
              ? "a word before the asterisk; a query that is left out finds every entry"
              : "at least one character");
    }
    return new Token(kind, text, start + 1, prefix);
  }

  /** Whether no word goes on here. */
  private boolean ends(int place) {
    if (place >= points.length || isBlank(points[place]) || isQuote(points[place])) {
      return true;
    }
    return switch (points[place]) {
      case '(', ')', '（', '）', '*' -> true;
      default -> false;
    };
  }

  private static boolean isQuote(int point) {
    return point == '"' || point == '“' || point == '”';
  }
}
