package dev.yinhu.accessaudit.search;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes a filter in the query language, so that {@link QueryParser} reads the same filter again.
 * Stateless.
 */
public final class FilterText {
  private FilterText() {}

  /** The query; what wants nothing has none. */
  public static String of(Filter filter) {
    return switch (filter) {
      case Filter.Every _ -> "";
      case Filter.All all -> joined(all.filters(), " AND ");
      case Filter.Any any -> joined(any.filters(), " OR ");
      case Filter.Not not -> "NOT " + operand(not.filter());
      case Filter.Has has -> has(has);
      case Filter.Begins begins -> begins.attribute().word() + ":" + quoted(begins.prefix()) + "*";
      case Filter.OfSubject of -> "subject:" + quoted(of.subject().value());
      case Filter.InCategory in -> "category:" + quoted(in.category().value());
      case Filter.Says says -> says(says);
      case Filter.Since since -> "from:" + since.time();
      case Filter.Before before -> "to:" + before.time();
    };
  }

  private static String operand(Filter filter) {
    return switch (filter) {
      case Filter.All _, Filter.Any _ -> "(" + of(filter) + ")";
      case Filter.Has has when has.values().size() > 1 -> "(" + of(filter) + ")";
      default -> of(filter);
    };
  }

  private static String joined(List<Filter> filters, String word) {
    if (filters.isEmpty()) {
      throw new IllegalArgumentException("no query wants nothing");
    }
    return String.join(word, filters.stream().map(FilterText::operand).toList());
  }

  private static String has(Filter.Has has) {
    List<String> options = new ArrayList<>();
    for (String value : new TreeSet<>(has.values())) {
      options.add(has.attribute().word() + ":" + quoted(value));
    }
    return String.join(" OR ", options);
  }

  /** Words are what the parser takes as such: nothing in them ends a word or is an operator. */
  private static String says(Filter.Says says) {
    return switch (says.how()) {
      case WORDS -> "reason:" + says.text();
      case EXACTLY -> quoted(says.text());
      case BEGINNING -> quoted(says.text()) + "*";
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int point : text.codePoints().toArray()) {
      if (point == '\\' || point == '"' || point == '“' || point == '”') {
        quoted.append('\\');
      }
      quoted.appendCodePoint(point);
    }
    return quoted.append('"').toString();
  }
}
