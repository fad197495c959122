package dev.yinhu.tableprotection;

import static dev.yinhu.tableprotection.Workshop.PHONE;
import static dev.yinhu.tableprotection.Workshop.column;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications write while a job runs: some write both columns, some only the plaintext and empty
 * the ciphertext. Afterwards no write is lost and every ciphertext holds its row's value.
 */
class ConcurrentWritersTest {
  private static final int ROWS = 600;
  private static final int WRITERS = 3;

  private final Map<String, String> truth = new ConcurrentHashMap<>();

  @ParameterizedTest
  @EnumSource(Shop.Server.class)
  void noUpdateIsLostAndEveryCiphertextHoldsItsValue(Shop.Server server) throws Exception {
    try (Workshop workshop = new Workshop()) {
      Shop shop = filled(server, workshop);
      ProtectionJob job = Workshop.job(shop, column(PHONE, "phone", "phone_ct"));
      AtomicBoolean stop = new AtomicBoolean();
      long changed;
      try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          int writer = i;
          running.add(writers.submit(() -> write(workshop, shop, writer, stop)));
        }
        changed = rounds(workshop, shop, job);
        stop.set(true);
        for (Future<?> writer : running) {
          writer.get();
        }
      }
      assertThat(changed).as("rows that changed between reading and writing").isPositive();
      PhaseReport last = workshop.run(job, Phase.BACKFILL);
      assertThat(last.clean()).isTrue();

      assertThat(workshop.run(job, Phase.VERIFY).clean()).isTrue();
      assertHolds(workshop, shop);
      assertThat(workshop.run(job, Phase.CLEAR).clean()).isTrue();
      assertThat(shop.count("users WHERE phone IS NOT NULL")).isZero();
      assertHoldsCiphertexts(workshop, shop);
    }
  }

  /** Runs until some compare-and-set has met a change; each round there is enough to do. */
  private static long rounds(Workshop workshop, Shop shop, ProtectionJob job) {
    long changed = 0;
    for (int round = 0; round < 200 && changed == 0; round++) {
      shop.run("UPDATE users SET phone_ct = NULL");
      Watcher few =
          new Watcher() {
            private int passes;

            @Override
            public void begin(Phase phase, int pass, long estimatedRows) {
              passes = pass;
            }

            @Override
            public void advance(long rows) {}

            @Override
            public boolean stopping() {
              return passes > 3;
            }
          };
      try {
        PhaseReport report = workshop.protection.run(job, Phase.BACKFILL, few);
        changed += report.counts().of(Counted.CHANGED_MEANWHILE);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return changed;
  }

  private Shop filled(Shop.Server server, Workshop workshop) throws SQLException {
    Shop shop = Shop.on(server, workshop);
    shop.run(
        "CREATE TABLE users (id varchar(40) NOT NULL PRIMARY KEY, phone varchar(100),"
            + " phone_ct varchar(700))");
    try (Connection connection = shop.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO users (id, phone) VALUES (?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        truth.put("u-" + i, "v0");
        insert.setString(1, "u-" + i);
        insert.setString(2, "v0");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return shop;
  }

  /** Each writer has rows of its own, so that it knows what stands in them. */
  private Void write(Workshop workshop, Shop shop, int writer, AtomicBoolean stop)
      throws SQLException {
    SplittableRandom random = new SplittableRandom(4711 + writer);
    try (Connection connection = shop.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE users SET phone = ?, phone_ct = ? WHERE id = ?")) {
      for (int i = 1; !stop.get(); i++) {
        String id = "u-" + (random.nextInt(ROWS / WRITERS) * WRITERS + writer);
        String value = random.nextBoolean() ? "V" + i : "v" + i + " ";
        update.setString(1, value);
        update.setString(2, random.nextInt(3) == 0 ? workshop.sealed(PHONE, id, value) : null);
        update.setString(3, id);
        assertThat(update.executeUpdate()).isEqualTo(1);
        truth.put(id, value);
      }
    }
    return null;
  }

  private void assertHolds(Workshop workshop, Shop shop) {
    List<String> ids = shop.column("SELECT id FROM users ORDER BY id");
    List<String> phones = shop.column("SELECT phone FROM users ORDER BY id");
    for (int i = 0; i < ids.size(); i++) {
      assertThat(phones.get(i)).isEqualTo(truth.get(ids.get(i)));
    }
    assertHoldsCiphertexts(workshop, shop);
  }

  private void assertHoldsCiphertexts(Workshop workshop, Shop shop) {
    List<String> ids = shop.column("SELECT id FROM users ORDER BY id");
    List<String> sealed = shop.column("SELECT phone_ct FROM users ORDER BY id");
    assertThat(ids).hasSize(ROWS);
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      assertThat(workshop.holds(PHONE, id, sealed.get(i), truth.getOrDefault(id, "?"))).isTrue();
    }
  }
}
