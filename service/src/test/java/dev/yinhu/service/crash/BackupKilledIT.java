package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of backups and restores at any moment: half of one is never taken for a whole. */
final class BackupKilledIT {
  private static final int ROUNDS = 4;
  private static final int MOST_ROUNDS = 12;

  @TempDir Path place;

  private final Random random = new Random(4);
  private int cutBackups;
  private int cutRestores;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aKilledBackupIsRefusedAndAKilledRestoreIsBegunAgain() throws Exception {
    Path data = place.resolve("data");
    String sealed;
    try (LiveService service = LiveService.start(data, Map.of())) {
      sealed = encrypt(service);
    }
    try (Database database = open(data)) {
      for (int round = 0; goesOn(round, cutBackups); round++) {
        killBackup("cut" + round);
        Await.until("the server keeps nothing for a dead backup", () -> slots(database) == 0);
      }
      assertThat(run("backup", "--out", "good", "--data", "data").exitCode()).isZero();
    }
    for (int round = 0; goesOn(round, cutRestores); round++) {
      killRestore("back" + round);
    }
    assertThat(cutBackups).as("backups that were cut").isPositive();
    assertThat(cutRestores).as("restores that were cut").isPositive();
    try (LiveService service = LiveService.start(place.resolve("back0"), Map.of())) {
      assertThat(reveal(service, sealed)).isEqualTo("13812345678");
    }
  }

  /** A few rounds, and more of them until one did not end before it was killed. */
  private static boolean goesOn(int round, int cut) {
    return round < ROUNDS || (cut == 0 && round < MOST_ROUNDS);
  }

  private static String encrypt(LiveService service) {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            """
            {"items":[{"field":"shop.users.phone","subject":"u-1","value":"13812345678"}]}
            """)
        .result();
  }

  private static String reveal(LiveService service, String sealed) {
    return service
        .reveal("order-service", "deliver-order", "clear", "shop.users.phone", "u-1", sealed)
        .result();
  }

  private static Database open(Path data) {
    return Database.open(DatabaseConfig.embedded().withPoolSize(2), DataDirectory.open(data));
  }

  private static int slots(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.select("select count(*) from pg_replication_slots").mapTo(Integer.class).one());
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(place, arguments);
  }

  /** Kills the command once that many files are there. */
  private void kill(Path written, int files, String... arguments) throws Exception {
    Process process = ServiceProcess.started(place.resolve("log"), arguments);
    Await.until("the command writes", () -> !process.isAlive() || count(written) >= files);
    process.destroyForcibly().waitFor();
  }

  private static long count(Path directory) {
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.count();
    } catch (IOException | UncheckedIOException movedAway) {
      return 0;
    }
  }

  private void killBackup(String name) throws Exception {
    Path out = place.resolve(name);
    kill(
        out,
        1 + random.nextInt(900),
        "backup",
        "--out",
        out.toString(),
        "--data",
        place.resolve("data").toString());
    if (Files.exists(out) && !Files.exists(out.resolve("data/manifest.json"))) {
      cutBackups++;
      CommandLineRun refused = run("restore", "--from", name, "--data", "never");
      assertThat(refused.exitCode()).isOne();
      assertThat(refused.err()).contains("broken off");
      assertThat(place.resolve("never")).doesNotExist();
    }
  }

  private void killRestore(String name) throws Exception {
    Path postgresql = place.resolve(name).resolve("postgresql");
    kill(
        postgresql.resolve("cluster.restoring"),
        1 + random.nextInt(900),
        "restore",
        "--from",
        place.resolve("good").toString(),
        "--data",
        place.resolve(name).toString());
    if (Files.exists(postgresql.resolve("cluster.restoring"))) {
      cutRestores++;
      CommandLineRun refused = run("caller", "list", "--data", name);
      assertThat(refused.exitCode()).isOne();
      assertThat(refused.err()).contains("Run yinhu restore again");
    }
    if (!Files.exists(postgresql.resolve("cluster"))) {
      CommandLineRun again = run("restore", "--from", "good", "--data", name);
      assertThat(again.exitCode()).as(again.err()).isZero();
    }
    assertThat(run("caller", "list", "--data", name).out()).contains("order-service");
  }
}
