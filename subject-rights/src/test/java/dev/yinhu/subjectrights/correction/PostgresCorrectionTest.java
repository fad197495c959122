package dev.yinhu.subjectrights.correction;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.subjectrights.connect.JdbcSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresCorrectionTest extends CorrectionContract {
  private static TestDatabase shop;

  @BeforeAll
  static void create() {
    shop = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    shop.close();
  }

  @Override
  void execute(String sql) {
    shop.jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Override
  String read(String sql) {
    return shop.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  @Override
  char quote() {
    return '"';
  }

  @Override
  JdbcSettings settings() {
    ConnectionInfo info = shop.connectionInfo();
    return as(info.user(), info.password());
  }

  @Override
  JdbcSettings reading() {
    execute(
        "do 'begin create role only_looks login password ''not-a-secret'';"
            + " exception when duplicate_object then null; end'");
    execute("grant select on all tables in schema public to only_looks");
    return as("only_looks", "not-a-secret");
  }

  private static JdbcSettings as(String user, String password) {
    return new JdbcSettings(
        "shop",
        shop.connectionInfo().jdbcUrl(),
        Optional.of(user),
        Optional.of(password),
        Map.of(),
        Map.of());
  }
}
