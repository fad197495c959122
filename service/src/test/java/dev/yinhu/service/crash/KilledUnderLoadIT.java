package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.service.AuditedRequests;
import dev.yinhu.service.SignedLog;
import dev.yinhu.service.faults.Postmaster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty times kill -9 of the service while 64 connections decrypt, every fifth time of its
 * PostgreSQL too. After each round the log is whole, is the one that was signed, and holds every
 * answer that was given, and the next start needs nobody's help.
 */
class KilledUnderLoadIT {
  private static final int ROUNDS = 50;
  private static final int CONNECTIONS = 64;
  private static final int DATABASE_EVERY = 5;

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void everyAcknowledgedDecryptHasItsEntryAfterEachOfFiftyKills() throws Exception {
    Path data = directory.resolve("data");
    Shop shop = Shop.open(directory, "--data", data.toString());
    List<String> bodies = List.of();
    String keys = "";
    Set<String> acknowledged = new HashSet<>();
    Random random = new Random(20);
    for (int round = 1; round <= ROUNDS; round++) {
      try (ServiceProcess service =
          ServiceProcess.serve(data, directory.resolve("serve.log")).awaitReady(client)) {
        if (bodies.isEmpty()) {
          bodies = shop.bodies(client, service, CONNECTIONS);
          keys = service.get(client, "/audit/log/vkey");
        }
        DecryptLoad load = shop.load(client, service, bodies);
        Shop.awaitMore(load, 1 + random.nextInt(400));
        if (round % DATABASE_EVERY == 0) {
          Postmaster.kill(data);
        }
        service.kill();
        acknowledged.addAll(load.await());
      }
      check(data, acknowledged, keys);
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
  }

  /** Before the next start, which would mend or refuse what does not fit. */
  private static void check(Path data, Set<String> acknowledged, String keys) throws IOException {
    try (Database database =
        Database.open(DatabaseConfig.embedded().withPoolSize(4), DataDirectory.open(data))) {
      AuditedRequests.of(database.dataSource()).assertHoldEachOnce(acknowledged);
      SignedLog.assertAsSigned(database.dataSource(), keys, List.of(data));
    }
  }
}
