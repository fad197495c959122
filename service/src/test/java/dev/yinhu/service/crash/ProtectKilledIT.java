package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.LiveService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of {@code yinhu protect} in the middle: run again, it goes on and loses nothing. */
class ProtectKilledIT {
  private static final int ROUNDS = 3;
  private static final int ROWS = 6_000;
  private static final int BATCH = 100;
  private static final int AT_ONCE = 4;
  private static final String MAY =
      "{name: order-service, operations: [encrypt, decrypt, mask, search]}";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theJobGoesOnWhereItWasKilled() throws Exception {
    try (TestDatabase shop = TestDatabase.create("audit")) {
      prepare(shop);
      for (int round = 0; round < ROUNDS; round++) {
        killInTheMiddle(shop);
      }
      long before = sealed(shop);
      assertThat(before).isBetween(1L, ROWS - 1L);

      JsonNode backfill = protect("--phase", "backfill");
      assertThat(backfill.path("finished").asBoolean()).isTrue();
      assertThat(sealed(shop)).isEqualTo(ROWS);
      // Every batch was counted but those that were under way in the moment of a kill.
      assertThat(backfill.path("written").asLong())
          .isBetween((long) ROWS - ROUNDS * AT_ONCE * BATCH, (long) ROWS);
      assertThat(backfill.path("changed_meanwhile").asLong()).isZero();

      JsonNode verify = protect("--phase", "verify");
      assertThat(verify.path("ok").asBoolean()).isTrue();
      assertThat(verify.path("matched").asLong()).isEqualTo(ROWS);
      JsonNode clear = protect("--phase", "clear", "--yes");
      assertThat(clear.path("written").asLong()).isEqualTo(ROWS);
      assertThat(count(shop, "phone is not null")).isZero();
      assertThat(sealed(shop)).isEqualTo(ROWS);
    }
  }

  private void prepare(TestDatabase shop) throws Exception {
    Path register = directory.resolve("register.yaml");
    Files.writeString(
        register,
        LiveService.demoRegister().replace(MAY, MAY.replace("search]", "search, rewrap]")));
    ServiceProcess.command("register", "apply", register.toString(), "--data", data());
    Files.writeString(
        directory.resolve("password"), shop.connectionInfo().password() + System.lineSeparator());
    Files.writeString(
        directory.resolve("job.yaml"),
        """
        name: users-phone
        as: order-service
        url: %s
        user: %s
        password_file: password
        table: public.users
        key: id
        subject: id
        batch_rows: %d
        rows_per_second: 1500
        columns:
          - {field: shop.users.phone, plaintext: phone, ciphertext: phone_ct}
        """
            .formatted(shop.jdbcUrl(), shop.connectionInfo().user(), BATCH));
    shop.jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create table public.users (id text primary key, phone text, phone_ct varchar(500))");
          handle.execute(
              "insert into public.users select 'u-' || i, '139' || (10000000 + i), null"
                  + " from generate_series(1, ?) i",
              ROWS);
        });
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private static long sealed(TestDatabase shop) {
    return count(shop, "phone_ct is not null");
  }

  private static long count(TestDatabase shop, String condition) {
    return shop.jdbi()
        .withHandle(handle ->
            handle
                .select("select count(*) from public.users where " + condition)
                .mapTo(Long.class)
                .one());
  }

  private void killInTheMiddle(TestDatabase shop) throws Exception {
    long before = sealed(shop);
    Process process =
        ServiceProcess.started(
            directory.resolve("protect.log"),
            "protect",
            "--job",
            directory.resolve("job.yaml").toString(),
            "--phase",
            "backfill",
            "--data",
            data());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (sealed(shop) < before + 3L * BATCH && process.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    assertThat(process.isAlive()).as("killed in the middle").isTrue();
    process.destroyForcibly();
    process.waitFor();
    assertThat(sealed(shop)).isGreaterThan(before);
  }

  private JsonNode protect(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 6];
    System.arraycopy(
        new String[] {
          "protect", "--job", directory.resolve("job.yaml").toString(), "--json", "--data", data()
        },
        0,
        all,
        0,
        6);
    System.arraycopy(arguments, 0, all, 6, arguments.length);
    return JSON.readTree(ServiceProcess.command(all));
  }
}
