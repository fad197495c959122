package dev.yinhu.tableprotection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The statements of a job over its table, put together once; used by the row store only. */
final class RowSql {
  private final Dialect dialect;
  private final ProtectionJob job;
  private final List<TableShape.Column> keys;

  RowSql(Dialect dialect, ProtectionJob job, TableShape shape) {
    this.dialect = dialect;
    this.job = job;
    this.keys =
        job.key().stream()
            .map(name -> Objects.requireNonNull(shape.columns().get(name), "checked before"))
            .toList();
  }

  String table() {
    return dialect.quote(job.target().schema()) + "." + dialect.quote(job.target().table());
  }

  private String plain(ProtectedColumn column) {
    return dialect.quote(column.plaintext());
  }

  private String sealed(ProtectedColumn column) {
    return dialect.quote(column.ciphertext());
  }

  private List<String> keyColumns() {
    return keys.stream().map(key -> dialect.quote(key.name())).toList();
  }

  private String filter(RowFilter filter) {
    return job.columns().stream()
        .map(column -> filter.sql(plain(column), sealed(column)))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** Key, subject, then plaintext, ciphertext and context of each column; parameter the limit. */
  String read(RowFilter filter, boolean fromStart) {
    List<String> wanted = new ArrayList<>();
    keys.forEach(key -> wanted.add(key.keyText()));
    wanted.add(job.subject().map(s -> dialect.text(dialect.quote(s))).orElse("NULL"));
    for (ProtectedColumn column : job.columns()) {
      wanted.add(dialect.text(plain(column)));
      wanted.add(dialect.text(sealed(column)));
      wanted.add(column.context().map(c -> dialect.text(dialect.quote(c))).orElse("NULL"));
    }
    List<String> parameters = keys.stream().map(TableShape.Column::keyParameter).toList();
    String rest = fromStart ? "" : " AND " + dialect.after(keyColumns(), parameters);
    // Without the table's name an ORDER BY means the text that is selected: 10 before 9.
    List<String> order = keyColumns().stream().map(column -> "t." + column).toList();
    return "SELECT %s FROM %s AS t WHERE %s%s ORDER BY %s LIMIT ?"
        .formatted(
            String.join(", ", wanted), table(), filter(filter), rest, String.join(", ", order));
  }

  String count(RowFilter filter, ProtectedColumn column) {
    return "SELECT count(*) FROM %s WHERE %s"
        .formatted(table(), filter.sql(plain(column), sealed(column)));
  }

  /** The longest plaintext in bytes of UTF-8. */
  String longest(ProtectedColumn column) {
    return "SELECT COALESCE(max(octet_length(%s)), 0) FROM %s"
        .formatted(dialect.text(plain(column)), table());
  }

  /**
   * One row; parameters for each column: touched, value; then the key; then for each column:
   * touched, old plaintext where compared, old ciphertext.
   */
  String updateOne(RowWrite write) {
    List<String> sets = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    for (TableShape.Column key : keys) {
      tests.add(dialect.quote(key.name()) + " = " + key.keyParameter());
    }
    for (ProtectedColumn column : job.columns()) {
      String written = write.clears() ? plain(column) : sealed(column);
      sets.add("%1$s = IF(?, ?, %1$s)".formatted(written));
      List<String> same = new ArrayList<>();
      if (write.comparesPlaintext()) {
        same.add(dialect.same(dialect.text(plain(column)), "?"));
      }
      same.add(dialect.same(dialect.text(sealed(column)), "?"));
      tests.add("(NOT ? OR (" + String.join(" AND ", same) + "))");
    }
    return "UPDATE %s SET %s WHERE %s"
        .formatted(table(), String.join(", ", sets), String.join(" AND ", tests));
  }

  /**
   * Many rows from arrays: their numbers, each key column, then for each column: touched, value,
   * old plaintext, old ciphertext. Gives the numbers of the rows written.
   */
  String updateMany(RowWrite write) {
    List<String> arrays = new ArrayList<>(List.of("CAST(? AS int[])"));
    List<String> names = new ArrayList<>(List.of("n"));
    List<String> sets = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      arrays.add("CAST(? AS text[])");
      names.add("k" + i);
      String key = keys.get(i).keyParameter().replace("?", "v.k" + i);
      tests.add("t." + dialect.quote(keys.get(i).name()) + " = " + key);
    }
    for (int i = 0; i < job.columns().size(); i++) {
      ProtectedColumn column = job.columns().get(i);
      String written = write.clears() ? plain(column) : sealed(column);
      arrays.addAll(
          List.of(
              "CAST(? AS boolean[])",
              "CAST(? AS text[])",
              "CAST(? AS text[])",
              "CAST(? AS text[])"));
      names.addAll(List.of("d" + i, "w" + i, "p" + i, "c" + i));
      String value = write.clears() ? "NULL" : "v.w" + i;
      sets.add("%s = CASE WHEN v.d%d THEN %s ELSE t.%s END".formatted(written, i, value, written));
      String same = dialect.same(dialect.text("t." + sealed(column)), "v.c" + i);
      if (write.comparesPlaintext()) {
        same += " AND " + dialect.same(dialect.text("t." + plain(column)), "v.p" + i);
      }
      tests.add("(NOT v.d%d OR (%s))".formatted(i, same));
    }
    return "UPDATE %s AS t SET %s FROM unnest(%s) AS v (%s) WHERE %s RETURNING v.n"
        .formatted(
            table(),
            String.join(", ", sets),
            String.join(", ", arrays),
            String.join(", ", names),
            String.join(" AND ", tests));
  }
}
