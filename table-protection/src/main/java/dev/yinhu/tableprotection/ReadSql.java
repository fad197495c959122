package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The statements by which a job reads and counts; used by the row store only. */
final class ReadSql {
  private final Dialect dialect;
  private final RowLayout layout;
  private final RowConditions conditions;
  private final List<TableShape.Column> keys;

  ReadSql(Dialect dialect, RowLayout layout, TableShape shape) {
    this.dialect = dialect;
    this.layout = layout;
    this.conditions = new RowConditions(dialect, layout);
    this.keys = keys(layout.job(), shape);
  }

  static List<TableShape.Column> keys(ProtectionJob job, TableShape shape) {
    return job.key().stream()
        .map(name -> Objects.requireNonNull(shape.columns().get(name), "checked before"))
        .toList();
  }

  static String table(Dialect dialect, Target target) {
    return dialect.quote(target.schema()) + "." + dialect.quote(target.table());
  }

  private String table() {
    return table(dialect, layout.job().target());
  }

  private String text(String column) {
    return dialect.text(dialect.quote(column));
  }

  RowConditions conditions() {
    return conditions;
  }

  /** Whether a row has contexts. */
  boolean hasContexts() {
    return layout.job().columns().stream().anyMatch(column -> column.context().isPresent());
  }

  /**
   * Key, subject, the plaintexts, the contexts if there are any, the stored columns; parameters the
   * key behind which to begin, then the limit.
   */
  String read(RowFilter filter, boolean fromStart) {
    List<String> wanted = new ArrayList<>();
    keys.forEach(key -> wanted.add(key.keyText()));
    wanted.add(layout.job().subject().map(this::text).orElse("NULL"));
    layout.job().columns().forEach(column -> wanted.add(text(column.plaintext())));
    if (hasContexts()) {
      layout
          .job()
          .columns()
          .forEach(column -> wanted.add(column.context().map(this::text).orElse("NULL")));
    }
    layout.stored().forEach(column -> wanted.add(text(column)));
    // Without the table's name an ORDER BY means the text that is selected: 10 before 9.
    List<String> order = keys.stream().map(key -> "t." + dialect.quote(key.name())).toList();
    List<String> parameters = keys.stream().map(TableShape.Column::keyParameter).toList();
    String rest = fromStart ? "" : " AND " + dialect.after(order, parameters);
    return "SELECT %s FROM %s AS t WHERE %s%s ORDER BY %s LIMIT ?"
        .formatted(
            String.join(", ", wanted),
            table(),
            conditions.of(filter),
            rest,
            String.join(", ", order));
  }

  /** How many rows meet each of the conditions, in one look at the table. */
  String counts(List<String> each) {
    List<String> counts = each.stream().map("COUNT(CASE WHEN %s THEN 1 END)"::formatted).toList();
    return "SELECT " + String.join(", ", counts) + " FROM " + table();
  }

  /** The longest plaintext in bytes of UTF-8. */
  String longest(ProtectedColumn column) {
    return "SELECT COALESCE(max(octet_length(%s)), 0) FROM %s"
        .formatted(text(column.plaintext()), table());
  }
}
