package dev.yinhu.benchmarks;

import dev.yinhu.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The limit of a backfill: reads the same rows in the same batches and writes as many bytes with
 * the same compare-and-set, and encrypts nothing.
 */
final class BareBackfill {
  private final Database database;
  private final BackfillTable table;
  private final String sealed = "yh1." + "A".repeat(83);

  BareBackfill(Database database, BackfillTable table) {
    this.database = database;
    this.table = table;
  }

  /** Gives values a second. */
  double run() throws SQLException {
    table.fill(database);
    long start = System.nanoTime();
    int written = 0;
    try (Connection reading = database.dataSource().getConnection();
        Connection writing = database.dataSource().getConnection()) {
      List<Long> ids = List.of(0L);
      while (!ids.isEmpty()) {
        List<List<String>> values =
            IntStream.range(0, table.fields().size())
                .<List<String>>mapToObj(i -> new ArrayList<>())
                .toList();
        ids = read(reading, ids.getLast(), values);
        written += ids.isEmpty() ? 0 : write(writing, ids, values);
      }
    }
    if (written != table.rows()) {
      throw new IllegalStateException("not all rows were written: " + written);
    }
    return table.values() / ((System.nanoTime() - start) / 1e9);
  }

  private List<Long> read(Connection connection, long last, List<List<String>> values)
      throws SQLException {
    String sql =
        "select id, %s from public.%s where (%s) and id > ? order by id limit ?"
            .formatted(
                table.each(", ", BackfillTable.Field::name),
                table.name(),
                table.each(" or ", field -> field.name() + " is not null and " + isEmpty(field)));
    List<Long> ids = new ArrayList<>(table.batchRows());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, last);
      statement.setInt(2, table.batchRows());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          ids.add(found.getLong(1));
          for (int i = 0; i < values.size(); i++) {
            values.get(i).add(found.getString(2 + i));
          }
        }
      }
    }
    return ids;
  }

  private static String isEmpty(BackfillTable.Field field) {
    return field.ciphertext() + " is null";
  }

  private int write(Connection connection, List<Long> ids, List<List<String>> values)
      throws SQLException {
    String sql =
        "update public.%s t set %s from unnest(?::bigint[], %s) v (k, %s) where t.id = v.k and %s"
            .formatted(
                table.name(),
                table.each(", ", field -> "%1$s = v.%1$s".formatted(field.ciphertext())),
                table.each(", ", field -> "?::text[], ?::text[]"),
                table.each(", ", field -> field.name() + ", " + field.ciphertext()),
                table.each(
                    " and ",
                    field ->
                        "t.%s and t.%2$s collate \"C\" is not distinct from v.%2$s collate \"C\""
                            .formatted(isEmpty(field), field.name())));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      statement.setArray(next++, connection.createArrayOf("int8", ids.toArray()));
      for (List<String> column : values) {
        statement.setArray(next++, connection.createArrayOf("text", column.toArray()));
        statement.setArray(
            next++,
            connection.createArrayOf("text", Collections.nCopies(ids.size(), sealed).toArray()));
      }
      return statement.executeUpdate();
    }
  }
}
