package dev.yinhu.subjectrights.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresConnectorTest extends ConnectorContract {
  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Override
  JdbcSettings settings() {
    return settings(database.connectionInfo().jdbcUrl());
  }

  @Override
  JdbcSettings away() {
    return settings("jdbc:postgresql://127.0.0.1:1/shop");
  }

  @Override
  JdbcSettings reading() {
    execute(
        "do 'begin create role only_reads login password ''not-a-secret'';"
            + " exception when duplicate_object then null; end'");
    execute("grant select on all tables in schema public to only_reads");
    return new JdbcSettings(
        "shop",
        database.connectionInfo().jdbcUrl(),
        Optional.of("only_reads"),
        Optional.of("not-a-secret"),
        Map.of(),
        Map.of());
  }

  private static JdbcSettings settings(String url) {
    ConnectionInfo info = database.connectionInfo();
    return new JdbcSettings(
        "shop", url, Optional.of(info.user()), Optional.of(info.password()), Map.of(), Map.of());
  }

  @Override
  String quoted(String identifier) {
    return '"' + identifier + '"';
  }

  /** As a standby is while another takes over. */
  @Test
  void aServerThatOnlyReadsForTheMomentIsTriedAgainLater() {
    String url = database.connectionInfo().jdbcUrl();
    JdbcConnector standby =
        new JdbcConnector(
            settings(
                url
                    + (url.indexOf('?') < 0 ? '?' : '&')
                    + "options=-c%20default_transaction_read_only=on"),
            ShopGraph.GRAPH);
    assertThat(standby.count(ShopGraph.node("lines"), ANNA)).isEqualTo(new Answer.Known<>(3L));
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> standby.erase(ShopGraph.node("lines"), ANNA, new ErasePlan.DeleteRows()));
    standby.close();
  }

  @Test
  void aTriggerThatKeepsRowsIsNoticedAndNothingIsChanged() {
    execute(
        "create or replace function kept() returns trigger language plpgsql as"
            + " 'begin return null; end'");
    execute("create trigger kept before delete on \"lines\" for each row execute function kept()");

    assertThat(
            new JdbcConnector(settings(), ShopGraph.GRAPH)
                .erase(ShopGraph.node("lines"), ANNA, new ErasePlan.DeleteRows()))
        .isEqualTo(new Answer.Failed<>("rows-left"));
  }

  @Test
  void aRightThatIsMissingIsAFailure() {
    execute("drop role if exists reader");
    execute("create role reader login password 'not-a-secret'");
    JdbcSettings reader =
        new JdbcSettings(
            "shop",
            database.connectionInfo().jdbcUrl(),
            Optional.of("reader"),
            Optional.of("not-a-secret"),
            Map.of(),
            Map.of());

    assertThat(new JdbcConnector(reader, ShopGraph.GRAPH).count(ShopGraph.node("users"), ANNA))
        .isEqualTo(new Answer.Failed<>("no-permission"));
    execute("drop role reader");
  }

  @Test
  void connectionsThatDiedWhileNobodyUsedThemAreNotUsedAgain() {
    try (JdbcConnector connector = new JdbcConnector(settings(), ShopGraph.GRAPH)) {
      Answer<Long> before = connector.count(ShopGraph.node("users"), ANNA);
      execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'yinhu rights'");

      assertThat(connector.count(ShopGraph.node("users"), ANNA)).isEqualTo(before);
    }
  }
}
