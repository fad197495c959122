package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each walk meets every row once, in the order of the key's own type. */
class WalkOrderTest {
  private static final int ROWS = 260;

  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop();
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void numbersAreWalkedAsNumbers(Shop.Server server) {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id bigint NOT NULL PRIMARY KEY, phone varchar(100), phone_ct text)");
    for (int id = 1; id <= ROWS; id++) {
      shop.run("INSERT INTO users (id, phone) VALUES (%d, '%d')".formatted(id, 13900000000L + id));
    }
    ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));

    PhaseReport backfill = workshop.run(job, Phase.BACKFILL);

    // The second walk finds nothing: the first met every row.
    assertThat(backfill.passes()).isEqualTo(2);
    assertThat(backfill.counts().of(Counted.ROWS)).isEqualTo(ROWS);
    assertThat(backfill.counts().of(Counted.WRITTEN)).isEqualTo(ROWS);
    assertThat(workshop.run(job, Phase.VERIFY).counts().of(Counted.MATCHED)).isEqualTo(ROWS);
  }
}
