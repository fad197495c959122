package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.SqlWords.Kind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL over a person's rows of one table, within a transaction of the caller's. For one thread. */
final class JdbcRowStore {
  private static final int FETCH = 500;
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,37})");

  private final Connection connection;
  private final SqlWords words;
  private final Node node;
  private final SqlWords.Condition condition;
  private final SubjectId person;

  JdbcRowStore(
      Connection connection,
      SqlWords words,
      Node node,
      SqlWords.Condition condition,
      SubjectId person) {
    this.connection = connection;
    this.words = words;
    this.node = node;
    this.condition = condition;
    this.person = person;
  }

  long count() throws SQLException {
    String sql = "select count(*) from " + words.table(node.name()) + where();
    try (PreparedStatement statement = prepared(sql, List.of());
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private String where() {
    return " where (" + condition.sql() + ")";
  }

  long read(Consumer<StoredRow> action) throws SQLException {
    List<FieldRef> fields = fields();
    String sql =
        "select %s from %s%s%s"
            .formatted(
                fields.stream().map(words::column).collect(Collectors.joining(", ")),
                words.table(node.name()),
                where(),
                order());
    long count = 0;
    try (PreparedStatement statement = prepared(sql, List.of())) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          action.accept(row(rows, fields));
          count++;
        }
      }
    }
    return count;
  }

  /** Fields that hold other fields are no columns. */
  private List<FieldRef> fields() {
    return node.declared().fields().stream()
        .map(DeclaredField::ref)
        .filter(ref -> ref.field().indexOf('.') < 0)
        .toList();
  }

  private String order() {
    List<String> key =
        node.declared().primaryKey().stream().map(field -> words.column(field.ref())).toList();
    return key.isEmpty() ? "" : " order by " + String.join(", ", key);
  }

  private static StoredRow row(ResultSet rows, List<FieldRef> fields) throws SQLException {
    Map<FieldRef, Optional<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.get(i), Optional.ofNullable(rows.getString(i + 1)));
    }
    return new StoredRow(values);
  }

  /** The rows as a plan divides them. */
  PlannedRowStore planned(ErasePlan plan) {
    return new PlannedRowStore(this, words, node, plan);
  }

  long countWith(FieldRef field, List<String> values) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
    String sql =
        "select count(*) from %s where %s in (%s) and (%s)"
            .formatted(words.table(node.name()), words.column(field), marks, condition.sql());
    return number(sql, values, List.of());
  }

  /** Each value once: rows with equal values are changed together. */
  long change(FieldRef field, UnaryOperator<List<String>> change) throws SQLException {
    List<String> old = values(field);
    long changed = 0;
    for (int from = 0; from < old.size(); from += FETCH) {
      List<String> some = old.subList(from, Math.min(old.size(), from + FETCH));
      List<String> fresh = change.apply(some);
      for (int i = 0; i < some.size(); i++) {
        if (!fresh.get(i).equals(some.get(i))) {
          changed += put(field, some.get(i), fresh.get(i));
        }
      }
    }
    return changed;
  }

  private List<String> values(FieldRef field) throws SQLException {
    String column = words.column(field);
    String sql =
        "select distinct %s from %s%s and %s is not null"
            .formatted(column, words.table(node.name()), where(), column);
    List<String> values = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, List.of());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private long put(FieldRef field, String old, String fresh) throws SQLException {
    String column = words.column(field);
    String sql =
        "update %s set %s = ? where %s = ? and (%s)"
            .formatted(words.table(node.name()), column, column, condition.sql());
    return update(sql, List.of(fresh, old), List.of());
  }

  String condition() {
    return condition.sql();
  }

  /** Runs it with these texts in front of the person's id and those behind it. */
  long update(String sql, List<String> before, List<String> after) throws SQLException {
    try (PreparedStatement statement = prepared(sql, before)) {
      bind(statement, before.size() + condition.parameters().size() + 1, after);
      return statement.executeUpdate();
    }
  }

  /** Whether the table refuses null in one of the columns. */
  boolean someMustNotBeNull(List<String> columns) throws SQLException {
    String sql =
        "select %s from %s where 1 = 0"
            .formatted(String.join(", ", columns), words.table(node.name()));
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData about = rows.getMetaData();
      for (int i = 1; i <= columns.size(); i++) {
        if (about.isNullable(i) == ResultSetMetaData.columnNoNulls) {
          return true;
        }
      }
      return false;
    }
  }

  /** The one number that it gives. */
  long number(String sql, List<String> before, List<String> after) throws SQLException {
    return row(sql, before, after, rows -> rows.getLong(1));
  }

  /** What is read from its first row. */
  <T> T row(String sql, List<String> before, List<String> after, RowUse<T> use)
      throws SQLException {
    try (PreparedStatement statement = prepared(sql, before)) {
      bind(statement, before.size() + condition.parameters().size() + 1, after);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return use.of(rows);
      }
    }
  }

  /** Reads a row. */
  interface RowUse<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private static void bind(PreparedStatement statement, int from, List<String> texts)
      throws SQLException {
    int next = from;
    for (String text : texts) {
      statement.setString(next++, text);
    }
  }

  /** With these texts in front, and the person's id after them. */
  private PreparedStatement prepared(String sql, List<String> texts) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      int next = 1;
      for (String text : texts) {
        statement.setString(next++, text);
      }
      bindPerson(statement, next);
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private int bindPerson(PreparedStatement statement, int from) throws SQLException {
    int next = from;
    for (Kind parameter : condition.parameters()) {
      if (parameter == Kind.NUMBER) {
        statement.setBigDecimal(next++, number());
      } else {
        statement.setString(next++, person.value());
      }
    }
    return next;
  }

  /** MySQL would take every text that is no number for 0, and so for another person. */
  private BigDecimal number() {
    if (!NUMBER.matcher(person.value()).matches()) {
      throw new IdDoesNotFit();
    }
    return new BigDecimal(person.value());
  }

  /** Gives each value of the column once; returns how many they were. */
  static long distinct(
      Connection connection, SqlWords words, FieldRef column, Consumer<String> action)
      throws SQLException {
    String sql =
        "select distinct %s from %s where %s is not null"
            .formatted(
                words.column(column), words.table(CollectionName.of(column)), words.column(column));
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          action.accept(rows.getString(1));
          count++;
        }
      }
    }
    return count;
  }

  /** What the column holds. */
  static Kind kind(Connection connection, SqlWords words, FieldRef column, boolean isPostgres)
      throws SQLException {
    String sql =
        "select %s from %s where 1 = 0"
            .formatted(words.column(column), words.table(CollectionName.of(column)));
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData about = rows.getMetaData();
      return switch (about.getColumnType(1)) {
        // PostgreSQL itself takes the text for what the column is, and so can use its index.
        case Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.NUMERIC,
            Types.DECIMAL,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE,
            Types.BIT,
            Types.BOOLEAN ->
            isPostgres ? Kind.OTHER : Kind.NUMBER;
        default -> about.getColumnTypeName(1).equals("uuid") ? Kind.OTHER : Kind.TEXT;
      };
    }
  }

  /** The person's id cannot stand in a column of numbers: whoever is meant, it is nobody here. */
  static final class IdDoesNotFit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdDoesNotFit() {
      super("the id of the person does not fit the column");
    }
  }
}
