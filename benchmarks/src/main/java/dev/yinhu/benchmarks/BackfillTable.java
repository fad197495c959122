package dev.yinhu.benchmarks;

import dev.yinhu.database.Database;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table of people for the backfill: a plaintext column and an empty ciphertext column of each
 * field.
 *
 * @param first the id of the first row: other tables have other people
 * @param fields the fields of {@code shop.users} in the demo's register
 */
record BackfillTable(String name, long first, int rows, List<Field> fields) {
  /**
   * A field, and how its values are made.
   *
   * @param sql an expression over the row's number i
   */
  record Field(String name, String sql) {
    String ciphertext() {
      return name + "_ct";
    }
  }

  private static final Field PHONE = new Field("phone", "'139' || (10000000 + i)");

  /** One field in a row. */
  static BackfillTable one(String name, long first, int rows) {
    return new BackfillTable(name, first, rows, List.of(PHONE));
  }

  /** Four fields in a row, as a table of users really has them; one of them is SM4. */
  static BackfillTable four(String name, long first, int rows) {
    return new BackfillTable(
        name,
        first,
        rows,
        List.of(
            new Field("name", "'王小明' || i"),
            PHONE,
            new Field("email", "'person' || i || '@mail.shop.example'"),
            new Field("id_number", "'11010519491231' || lpad((i % 10000)::text, 4, '0')")));
  }

  /** The same people once more. */
  BackfillTable twin() {
    return new BackfillTable(name + "_bare", first, rows, fields);
  }

  /** So many rows that a batch has a thousand values. */
  int batchRows() {
    return 1_000 / fields.size();
  }

  long values() {
    return (long) rows * fields.size();
  }

  /** What becomes of each field, as a list in SQL. */
  String each(String separator, Function<Field, String> text) {
    return fields.stream().map(text).collect(Collectors.joining(separator));
  }

  void fill(Database database) {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create table public.%s (id bigint primary key, %s, %s)"
                  .formatted(
                      name,
                      each(", ", field -> field.name() + " text"),
                      each(", ", field -> field.ciphertext() + " text")));
          handle.execute(
              "insert into public.%s select i, %s from generate_series(?, ?) i"
                  .formatted(name, each(", ", Field::sql)),
              first,
              first + rows - 1);
          handle.execute("vacuum analyze public." + name);
          // Both loops begin with nothing of the filling left to be written.
          handle.execute("checkpoint");
        });
  }
}
