package dev.yinhu.database;

/** One-value queries for assertions. */
final class Sql {
  private Sql() {}

  static <T> T one(Database database, Class<T> type, String sql, Object... arguments) {
    return database.jdbi().withHandle(h -> h.select(sql, arguments).mapTo(type).one());
  }
}
