package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyDuties;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.KeeperRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a process that changes keyrings, again and again, while another node looks after what
 * is approved: after each kill the keyrings are whole, and stand as the access log tells.
 */
final class KeyLifeKilledIT {
  private static final int ROUNDS = 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path place;

  private final LoggedKeys logged = new LoggedKeys();
  private final Set<Long> known = new HashSet<>();
  private long read;
  private int open;

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void keyringsAreWholeAndStandAsTheLogTells() throws Exception {
    DataDirectory directory = DataDirectory.open(place.resolve("data"));
    Random random = new Random(7);
    try (Database database = KeyChanger.open(directory);
        Crypto survivor = KeyChanger.crypto(database, directory, Clock.systemUTC());
        AuditLog log = KeyChanger.log(database)) {
      KeeperRecord record =
          new KeeperRecord(new AdminChanges(log, Clock.systemUTC()), new SecureRandom());
      for (int round = 0; round < ROUNDS; round++) {
        try (KeyDuties duties = survivor.keep(KeyChanger.POLICY, record, List::of)) {
          assertThat(duties).isNotNull();
          runAndKill(
              directory, round, 3 + random.nextInt(40), round % 2 == 0 ? "changing" : "changed");
        }
        take(log);
        open += logged.open();
        try (Crypto restarted = KeyChanger.crypto(database, directory, Clock.systemUTC())) {
          assertWhole(restarted);
          logged.requireAndAdopt(restarted.lifeCycle(KeyChanger.POLICY).status());
        }
      }
      assertThat(open).as("kills in the middle of a change").isPositive();
    }
  }

  private static void runAndKill(DataDirectory directory, int round, int lines, String counted)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KeyChanger.class.getName(),
                directory.path().toString(),
                Integer.toString(round))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int told = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        told += line.equals(counted) ? 1 : 0;
        if (told == lines) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    assertThat(told).isGreaterThanOrEqualTo(lines);
  }

  private void take(AuditLog log) {
    List<JsonNode> entries = new ArrayList<>();
    log.forEach(read, stored -> entries.add(json(stored.json())));
    read += entries.size();
    logged.take(entries);
  }

  private static JsonNode json(String leaf) {
    try {
      return JSON.readTree(leaf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertWhole(Crypto room) {
    for (KeyStatus.Keyring ring : room.lifeCycle(KeyChanger.POLICY).status().keyrings()) {
      List<KeyStatus.Version> versions = ring.versions();
      assertThat(versions)
          .extracting(KeyStatus.Version::number)
          .isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList());
      assertThat(versions)
          .filteredOn(version -> version.state() == KeyState.ACTIVE)
          .singleElement()
          .matches(active -> active.number() == ring.active() && !active.retired());
    }
    Set<Long> now = new HashSet<>();
    room.lifeCycle(KeyChanger.POLICY).status().keyrings().stream()
        .flatMap(ring -> ring.versions().stream())
        .forEach(version -> assertThat(now.add(version.keyId())).isTrue());
    assertThat(now).as("no version is lost").containsAll(known);
    known.addAll(now);
  }
}
