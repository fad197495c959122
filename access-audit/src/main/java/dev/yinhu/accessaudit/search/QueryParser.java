package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.search.QueryScanner.Token;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the query language of docs/audit.md, "Searching": conditions such as {@code
 * caller:order-service}, words of the reason, {@code AND}, {@code OR}, {@code NOT} or {@code -} and
 * parentheses. {@code AND} binds tighter than {@code OR} and may be left out. For one text.
 */
public final class QueryParser {
  /** The longest query in Unicode code points. */
  public static final int MAX_LENGTH = 1_000;

  /** The most conditions and words in one query. */
  public static final int MAX_CONDITIONS = 64;

  private static final int MAX_DEPTH = 16;
  private static final String OPERAND = "a condition such as caller:NAME, a word, NOT or '('";

  private final QueryScanner scanner;
  private final ConditionReader conditions;
  private Token token;
  private int depth;
  private int count;

  private QueryParser(String text, ZoneId zone) {
    this.scanner = new QueryScanner(text);
    this.conditions = new ConditionReader(zone);
    this.token = scanner.next();
  }

  /**
   * What the query wants; every entry when it is blank.
   *
   * @param zone in which dates without a time are meant
   * @throws QueryRefused when it cannot be read
   */
  public static Filter parse(String text, ZoneId zone) {
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw new QueryRefused(MAX_LENGTH + 1, "the end: a query has " + MAX_LENGTH + " characters");
    }
    if (text.codePoints().allMatch(QueryScanner::isBlank)) {
      return new Filter.Every();
    }
    QueryParser parser = new QueryParser(text, zone);
    Filter filter = parser.either();
    if (parser.token.kind() != Token.Kind.END) {
      throw new QueryRefused(parser.token.column(), "no ')' without a '(' before it");
    }
    return filter;
  }

  /**
   * What one condition wants, as {@code name:value} would in a query.
   *
   * @param value a trailing asterisk stands for whatever follows
   * @throws QueryRefused when it cannot be read; its column is meaningless
   */
  public static Filter condition(String name, String value, ZoneId zone) {
    boolean prefix = value.endsWith("*");
    String text = prefix ? value.substring(0, value.length() - 1) : value;
    return new ConditionReader(zone)
        .read(
            new Token(Token.Kind.COLUMN, name, 1, false),
            new Token(Token.Kind.QUOTED, text, 1, prefix));
  }

  private Filter either() {
    List<Filter> options = new ArrayList<>();
    options.add(both());
    while (token.kind() == Token.Kind.OR) {
      advance();
      options.add(both());
    }
    return options.size() == 1 ? options.getFirst() : new Filter.Any(options);
  }

  private Filter both() {
    List<Filter> parts = new ArrayList<>();
    parts.add(operand());
    while (beginsOperand() || token.kind() == Token.Kind.AND) {
      if (token.kind() == Token.Kind.AND) {
        advance();
      }
      parts.add(operand());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.All(parts);
  }

  private boolean beginsOperand() {
    return switch (token.kind()) {
      case NOT, OPEN, WORD, QUOTED, COLUMN -> true;
      case AND, OR, CLOSE, END -> false;
    };
  }

  private Filter operand() {
    Token first = token;
    return switch (first.kind()) {
      case NOT -> {
        deeper(first);
        advance();
        Filter negated = new Filter.Not(operand());
        depth--;
        yield negated;
      }
      case OPEN -> group(first);
      case WORD, QUOTED -> {
        counted(first);
        advance();
        yield conditions.says(first);
      }
      case COLUMN -> {
        counted(first);
        advance();
        yield condition(first);
      }
      case AND, OR, CLOSE, END -> throw new QueryRefused(first.column(), OPERAND);
    };
  }

  private Filter group(Token open) {
    deeper(open);
    advance();
    Filter inner = either();
    if (token.kind() != Token.Kind.CLOSE) {
      throw new QueryRefused(token.column(), "')' for the '(' of column " + open.column());
    }
    advance();
    depth--;
    return inner;
  }

  private Filter condition(Token name) {
    Token value = token;
    if (value.kind() != Token.Kind.WORD && value.kind() != Token.Kind.QUOTED) {
      throw new QueryRefused(value.column(), "a value, in double quotes where it has blanks");
    }
    advance();
    return conditions.read(name, value);
  }

  private void deeper(Token at) {
    if (++depth > MAX_DEPTH) {
      throw new QueryRefused(at.column(), "at most " + MAX_DEPTH + " levels of NOT and '('");
    }
  }

  private void counted(Token at) {
    if (++count > MAX_CONDITIONS) {
      throw new QueryRefused(at.column(), "at most " + MAX_CONDITIONS + " conditions and words");
    }
  }

  private void advance() {
    token = scanner.next();
  }
}
