package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.FieldRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables into which the application writes during every walk, and between reading and writing. */
class BusyTableTest {
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private static Watcher atEachWalk(IntConsumer action) {
    return new Watcher() {
      @Override
      public void begin(Phase phase, int pass, long estimatedRows) {
        action.accept(pass);
      }

      @Override
      public void advance(long rows) {}

      @Override
      public boolean stopping() {
        return false;
      }
    };
  }

  private Shop users() {
    Shop shop = Shop.on(Shop.Server.POSTGRES, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100), phone_ct"
            + " text)");
    return shop;
  }

  /** As an application does that writes NULL as the ciphertext. */
  private static void write(Shop shop, int walk, int rows) {
    shop.run(
        "INSERT INTO users (id, phone) SELECT 'w-%1$d-' || i, '139' || i FROM generate_series(1, %2$d) i"
            .formatted(walk, rows));
  }

  @Test
  void anApplicationThatAlwaysLeavesAFewBehindDoesNotKeepItFromEnding() throws Exception {
    Shop shop = users();
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));

    PhaseReport report =
        workshop.protection.run(job, Phase.BACKFILL, atEachWalk(walk -> write(shop, walk, 3)));

    assertThat(report.finished()).isTrue();
    assertThat(report.passes()).isEqualTo(10);
    assertThat(report.counts().of(Counted.WRITTEN)).isEqualTo(30);
  }

  @Test
  void aRunThatGaveUpIsBegunAnewByTheNext() throws Exception {
    Shop shop = users();
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
    assertThatThrownBy(() ->
            workshop.protection.run(
                job, Phase.BACKFILL, atEachWalk(walk -> write(shop, walk, job.batchRows() + 1))))
        .isInstanceOf(ProtectionException.class)
        .hasMessageContaining("have it write both");
    shop.run("INSERT INTO users (id, phone) VALUES ('a-first', '13900000000')");

    PhaseReport report = workshop.run(job, Phase.BACKFILL);

    assertThat(report.finished()).isTrue();
    assertThat(shop.count("users WHERE phone_ct IS NULL")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void whatIsBoundToAnotherContextMeanwhileIsNotCleared(Shop.Server server) throws Exception {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id bigint NOT NULL PRIMARY KEY, person varchar(40), tenant"
            + " varchar(40), phone varchar(100), phone_ct varchar(700))");
    for (int id = 1; id <= 3; id++) {
      shop.run(
          "INSERT INTO users (id, person, tenant, phone) VALUES (%1$d, 'u-%1$d', 't-1', '1390000000%1$d')"
              .formatted(id));
    }
    ProtectionJob job = bound(shop);
    workshop.run(job, Phase.BACKFILL);
    assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();

    TargetConnector connector = new TargetConnector(job.target());
    RowLayout layout = new RowLayout(job, workshop.access);
    TableShape shape = shape(job, connector);
    try (RowStore rows = new RowStore(layout, connector.open(), connector.dialect(), shape);
        ChangeStore changes =
            ChangeStore.over(
                layout, RowWrite.CLEAR, connector.open(), connector.dialect(), shape)) {
      List<Row> read = rows.read(RowFilter.PLAIN, Optional.empty());
      shop.run("UPDATE users SET tenant = 't-2' WHERE id = 1");
      shop.run("UPDATE users SET person = 'u-9' WHERE id = 2");

      BitSet written = changes.write(read.stream().map(BusyTableTest::cleared).toList());

      assertThat(written.stream()).containsExactly(2);
    }
    assertThat(shop.column("SELECT id FROM users WHERE phone IS NOT NULL ORDER BY id"))
        .containsExactly("1", "2");
  }

  private static TableShape shape(ProtectionJob job, TargetConnector connector)
      throws SQLException {
    try (Connection connection = connector.open()) {
      return new ShapeStore(connection, connector.dialect()).shape(job.target());
    }
  }

  private static RowChange cleared(Row row) {
    return new RowChange(row, row.stored(), BitSet.valueOf(new long[] {1}), 1, 0);
  }

  private static ProtectionJob bound(Shop shop) {
    ProtectedColumn phone =
        new ProtectedColumn(
            FieldRef.parse(PHONE),
            "phone",
            "phone_ct",
            Optional.of("tenant"),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    return new ProtectionJob(
        shop.schema,
        shop.target("users"),
        Workshop.DATA_JOB,
        List.of("id"),
        Optional.of("person"),
        List.of(phone),
        List.of(),
        50,
        OptionalInt.empty());
  }
}
