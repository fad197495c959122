package dev.yinhu.piiscanner.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table as the database describes it.
 *
 * @param stored whether it is a table, not a view
 * @param parts whether its rows stand in partitions
 * @param key columns of its primary key, or else of a unique index without NULLs; empty if none
 * @param rows the database's estimate
 */
record Table(
    TableName name,
    boolean stored,
    boolean parts,
    List<Column> columns,
    List<Column> key,
    OptionalLong rows) {
  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Columns whose values are read. */
  List<Column> read() {
    return columns.stream().filter(c -> c.kind() != Column.Kind.NONE).toList();
  }

  boolean keyed() {
    return !key.isEmpty();
  }

  /** The column that the increment looks at. */
  Optional<Column> grows(Increment increment) {
    return switch (increment) {
      case Increment.None _ -> Optional.empty();
      case Increment.ByKey _ ->
          key.size() == 1 && key.getFirst().kind() == Column.Kind.NUMBER
              ? Optional.of(key.getFirst())
              : Optional.empty();
      case Increment.ByColumn(var names, var _) ->
          names.stream()
              .flatMap(name -> columns.stream().filter(c -> name.matches(c.name())))
              .filter(c -> c.kind() == Column.Kind.TIME)
              .findFirst();
    };
  }
}
