package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL of one database. A person's rows are found by a condition with parameters for the
 * person's id; ways over other collections of the same dataset are sub-selects, so that nothing is
 * carried back and forth.
 *
 * <p>Two ids that a database takes for equal and that are not the same characters are two people:
 * texts are compared byte for byte as well, whatever the collation says of case, accents and
 * trailing spaces. The first comparison is there for the index.
 */
final class SqlWords {
  private final JdbcSettings settings;
  private final DataGraph graph;

  SqlWords(JdbcSettings settings, DataGraph graph) {
    this.settings = settings;
    this.graph = graph;
  }

  /** What a column holds, as far as comparing ids goes. */
  enum Kind {
    /** Characters, which a collation may take for equal though they are not. */
    TEXT,
    /** Numbers. */
    NUMBER,
    /** Something else of which equal values are the same, such as UUIDs. */
    OTHER
  }

  /**
   * A condition.
   *
   * @param sql with a question mark for each parameter
   * @param parameters as what the person's id is to be given, for each question mark
   */
  record Condition(String sql, List<Kind> parameters) {
    Condition {
      parameters = List.copyOf(parameters);
    }
  }

  /** The columns that are compared with the person's id; empty as {@link #condition} is. */
  Optional<List<FieldRef>> subjects(Node node) {
    List<FieldRef> columns = new ArrayList<>();
    return condition(
            node,
            column -> {
              columns.add(column);
              return Kind.OTHER;
            })
        .map(any -> List.copyOf(columns));
  }

  String table(CollectionName name) {
    String written = settings.tables().getOrDefault(name, name.collection());
    return Arrays.stream(written.split("\\.", -1))
        .map(this::quoted)
        .collect(Collectors.joining("."));
  }

  String column(FieldRef field) {
    return quoted(settings.columns().getOrDefault(field, field.field()));
  }

  private String quoted(String identifier) {
    String mark = settings.isPostgres() ? "\"" : "`";
    return mark + identifier.replace(mark, mark + mark) + mark;
  }

  /**
   * Rows of the collection that are the person's; empty when a way leads over another dataset,
   * which SQL alone cannot follow.
   *
   * @param kinds what columns hold
   */
  Optional<Condition> condition(Node node, Function<FieldRef, Kind> kinds) {
    StringBuilder sql = new StringBuilder();
    List<Kind> parameters = new ArrayList<>();
    for (Reach way : node.reaches()) {
      Optional<Condition> one = condition(way, kinds);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      sql.append(sql.isEmpty() ? "" : " or ").append('(').append(one.get().sql()).append(')');
      parameters.addAll(one.get().parameters());
    }
    return Optional.of(new Condition(sql.toString(), parameters));
  }

  private Optional<Condition> condition(Reach way, Function<FieldRef, Kind> kinds) {
    return switch (way) {
      case Reach.BySubject(FieldRef column) ->
          Optional.of(same(column(column), kinds.apply(column)));
      case Reach.ByReference(FieldRef column, FieldRef source) -> over(column, source, kinds);
    };
  }

  private Optional<Condition> over(
      FieldRef column, FieldRef source, Function<FieldRef, Kind> kinds) {
    if (!source.dataset().equals(settings.dataset())) {
      return Optional.empty();
    }
    CollectionName from = CollectionName.of(source);
    return graph
        .node(from)
        .flatMap(node -> condition(node, kinds))
        .map(inner ->
            new Condition(
                "%s in (select %s from %s where %s)"
                    .formatted(column(column), column(source), table(from), inner.sql()),
                inner.parameters()));
  }

  private Condition same(String column, Kind kind) {
    return switch (kind) {
      case NUMBER, OTHER -> new Condition(column + " = ?", List.of(kind));
      case TEXT ->
          new Condition(
              settings.isPostgres()
                  ? "%s = ? and cast(%s as text) collate \"C\" = ?".formatted(column, column)
                  : "%s = ? and cast(%s as binary) = cast(? as binary)".formatted(column, column),
              List.of(Kind.TEXT, Kind.TEXT));
    };
  }
}
