package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The statements by which a job writes rows that are still as they were read; used by the change
 * store only. What is unchanged is written as it was read, which is what stands there.
 */
final class ChangeSql {
  private final Dialect dialect;
  private final RowLayout layout;
  private final RowWrite write;
  private final TableShape shape;
  private final List<TableShape.Column> keys;

  ChangeSql(Dialect dialect, RowLayout layout, RowWrite write, TableShape shape) {
    this.dialect = dialect;
    this.layout = layout;
    this.write = write;
    this.shape = shape;
    this.keys = ReadSql.keys(layout.job(), shape);
  }

  private String table() {
    return ReadSql.table(dialect, layout.job().target());
  }

  private String plain(int column) {
    return dialect.quote(layout.column(column).plaintext());
  }

  private String stored(int position) {
    return dialect.quote(layout.stored().get(position));
  }

  private int storedColumns() {
    return layout.stored().size();
  }

  /**
   * One row; parameters: of a clearing write for each column of the job whether it is cleared, else
   * the new stored columns; the key; the old stored columns; the bound columns; the old plaintexts
   * where compared.
   */
  String one() {
    List<String> sets = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    for (TableShape.Column key : keys) {
      tests.add(dialect.quote(key.name()) + " = " + key.keyParameter());
    }
    for (int i = 0; i < storedColumns(); i++) {
      if (!write.clears()) {
        sets.add(stored(i) + " = ?");
      }
      tests.add(dialect.same(dialect.text(stored(i)), "?"));
    }
    for (String bound : layout.bound()) {
      tests.add(dialect.same(dialect.text(dialect.quote(bound)), "?"));
    }
    for (int i = 0; i < layout.columns(); i++) {
      if (write.clears()) {
        sets.add("%1$s = IF(?, NULL, %1$s)".formatted(plain(i)));
      }
      if (write.comparesPlaintext()) {
        tests.add(dialect.same(dialect.text(plain(i)), "?"));
      }
    }
    return "UPDATE %s SET %s WHERE %s"
        .formatted(table(), String.join(", ", sets), String.join(" AND ", tests));
  }

  /**
   * Many rows from arrays, in the order of the parameters of {@link #one} but with the key first.
   * Gives the numbers of the rows written, from 1.
   */
  String many() {
    Arrays arrays = new Arrays();
    List<String> sets = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    for (TableShape.Column key : keys) {
      String value = key.keyParameter().replace("?", arrays.add("text"));
      tests.add("t." + dialect.quote(key.name()) + " = " + value);
    }
    if (write.clears()) {
      for (int i = 0; i < layout.columns(); i++) {
        sets.add(
            "%1$s = CASE WHEN %2$s THEN NULL ELSE t.%1$s END"
                .formatted(plain(i), arrays.add("boolean")));
      }
    } else {
      for (int i = 0; i < storedColumns(); i++) {
        sets.add(stored(i) + " = " + assigned(i, arrays.add("text")));
      }
    }
    for (int i = 0; i < storedColumns(); i++) {
      tests.add(dialect.same(dialect.text("t." + stored(i)), arrays.add("text")));
    }
    for (String bound : layout.bound()) {
      tests.add(dialect.same(dialect.text("t." + dialect.quote(bound)), arrays.add("text")));
    }
    if (write.comparesPlaintext()) {
      for (int i = 0; i < layout.columns(); i++) {
        tests.add(dialect.same(dialect.text("t." + plain(i)), arrays.add("text")));
      }
    }
    return "UPDATE %s AS t SET %s FROM unnest(%s) WITH ORDINALITY AS v (%s, n) WHERE %s RETURNING v.n"
        .formatted(
            table(),
            String.join(", ", sets),
            String.join(", ", arrays.parameters),
            String.join(", ", arrays.names),
            String.join(" AND ", tests));
  }

  /** Texts go into columns of text as they are; a cast to their type could cut them. */
  private String assigned(int position, String value) {
    TableShape.Column column =
        Objects.requireNonNull(shape.columns().get(layout.stored().get(position)));
    return column.kind() == TableShape.Kind.NUMBER
        ? column.keyParameter().replace("?", value)
        : value;
  }

  private static final class Arrays {
    private final List<String> parameters = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Adds an array; gives the name of its element. */
    private String add(String type) {
      String name = "a" + names.size();
      parameters.add("CAST(? AS " + type + "[])");
      names.add(name);
      return "v." + name;
    }
  }
}
