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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** Within the caller's transaction, who takes it back when anything is left. */
  Erased erase(ErasePlan plan) throws SQLException {
    long found = count();
    if (found == 0) {
      return new Erased(0, 0);
    }
    return switch (plan) {
      case ErasePlan.DeleteRows _ -> {
        update("delete from " + words.table(node.name()) + where(), List.of());
        yield new Erased(found, count());
      }
      case ErasePlan.Overwrite(Map<FieldRef, ErasePlan.Replacement> replacements) ->
          new Erased(found, overwrite(replacements));
    };
  }

  private long overwrite(Map<FieldRef, ErasePlan.Replacement> replacements) throws SQLException {
    List<String> sets = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Map.Entry<FieldRef, ErasePlan.Replacement> one : replacements.entrySet()) {
      String column = words.column(one.getKey());
      switch (one.getValue()) {
        case ErasePlan.Replacement.Nothing _ -> {
          sets.add(column + " = null");
          left.add(column + " is not null");
        }
        case ErasePlan.Replacement.Word(String word) -> {
          sets.add(column + " = ?");
          left.add(column + " is null or " + column + " <> ?");
          texts.add(word);
        }
      }
    }
    String table = words.table(node.name());
    update("update " + table + " set " + String.join(", ", sets) + where(), texts);
    String sql =
        "select count(*) from %s%s and (%s)".formatted(table, where(), String.join(" or ", left));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = bindPerson(statement, 1);
      for (String text : texts) {
        statement.setString(next++, text);
      }
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private void update(String sql, List<String> texts) throws SQLException {
    try (PreparedStatement statement = prepared(sql, texts)) {
      statement.executeUpdate();
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
