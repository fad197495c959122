package dev.yinhu.piiscanner.jdbc;

import java.util.ArrayList;
import java.util.List;

/** The statement by which a table is read; used by its store only. */
final class ReadSql {
  private final ReadPlan plan;
  private final Dialect dialect;
  private final Quote quote;

  ReadSql(ReadPlan plan, Dialect dialect, Quote quote) {
    this.plan = plan;
    this.dialect = dialect;
    this.quote = quote;
  }

  private String place(Column column) {
    // Without the table's name an ORDER BY means what is selected: a text that was cut.
    return "t." + quote.of(column.name());
  }

  /** The columns of the plan, then those of the key. */
  String read(boolean fromStart) {
    List<String> wanted = new ArrayList<>();
    plan.columns().forEach(c -> wanted.add(dialect.cell(c, place(c), plan.longestCell())));
    List<String> key = plan.table().key().stream().map(this::place).toList();
    wanted.addAll(key);
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(wanted.isEmpty() ? "1" : String.join(", ", wanted));
    sql.append(" FROM ").append(from());
    List<String> conditions = conditions(key, fromStart);
    if (!conditions.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", conditions));
    }
    if (!key.isEmpty()) {
      sql.append(" ORDER BY ").append(String.join(", ", key));
    }
    plan.pieceRows().ifPresent(rows -> sql.append(dialect.limit(rows)));
    return sql.toString();
  }

  private String from() {
    return dialect.from(plan.table(), quote.of(plan.table().name()), plan.sample());
  }

  /** Parameters: the watermark, then the key. */
  private List<String> conditions(List<String> key, boolean fromStart) {
    List<String> conditions = new ArrayList<>();
    if (!plan.sample().all()) {
      String chosen = dialect.chosen(key, plan.sample());
      if (!chosen.isEmpty()) {
        conditions.add(chosen);
      }
    }
    if (plan.since().isPresent()) {
      Column grows = plan.grows().orElseThrow();
      String later = place(grows) + " > " + dialect.parameter(grows);
      conditions.add(grows.nullable() ? "(" + later + " OR " + place(grows) + " IS NULL)" : later);
    }
    if (!fromStart) {
      conditions.add(
          dialect.after(key, plan.table().key().stream().map(dialect::parameter).toList()));
    }
    return conditions;
  }

  /** The greatest value of a column, less the margin. */
  String greatest(Column column, long margin) {
    return "SELECT "
        + dialect.greatest(column, place(column), margin)
        + " FROM "
        + dialect.from(plan.table(), quote.of(plan.table().name()), new Sample(1, 0));
  }

  /** The number of rows, exactly. */
  String count() {
    return "SELECT count(*) FROM "
        + dialect.from(plan.table(), quote.of(plan.table().name()), new Sample(1, 0));
  }
}
