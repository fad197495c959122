package dev.yinhu.service.crash;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.KeyChangeRefused;
import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.service.api.KeyDesk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * A process of its own in which two administrators change keyrings as fast as they can, as they
 * come, until it is killed; it says {@code changing} whenever the rules of keys look at the clock,
 * which is mostly in the middle of a change, and {@code changed} after each change.
 */
final class KeyChanger {
  static final List<KeyringName> RINGS =
      List.of(KeyringName.FIELD, KeyringName.SUBJECT, KeyringName.INDEX, KeyringName.TOKEN);

  /** Nothing rotates by itself; what is approved is destroyed as soon as a keeper looks. */
  static final KeyPolicy POLICY =
      new KeyPolicy(Duration.ZERO, KeyPolicy.MOST_SEALS, Duration.ofDays(1), Duration.ofMillis(1));

  private static final List<KeyState> STATES =
      List.of(
          KeyState.ACTIVE,
          KeyState.SUSPENDED,
          KeyState.DEACTIVATED,
          KeyState.COMPROMISED,
          KeyState.COMPROMISED);

  private final KeyLifeCycle keys;
  private final AdminChanges changes;
  private final Random random;

  private KeyChanger(KeyLifeCycle keys, AdminChanges changes, Random random) {
    this.keys = keys;
    this.changes = changes;
    this.random = random;
  }

  /** Arguments: the data directory, and a number that decides what is done. */
  public static void main(String[] arguments) {
    DataDirectory directory = DataDirectory.open(Path.of(arguments[0]));
    Random random = new Random(Long.parseLong(arguments[1]));
    try (Database database = open(directory);
        Crypto crypto = crypto(database, directory, KeyChanger::tellingTime);
        AuditLog log = log(database)) {
      AdminChanges changes = new AdminChanges(log, Clock.systemUTC());
      KeyChanger changer = new KeyChanger(crypto.lifeCycle(POLICY), changes, random);
      for (int i = 0; true; i++) {
        changer.change(arguments[1] + "-" + i);
        System.out.println("changed");
      }
    }
  }

  static Database open(DataDirectory directory) {
    Database database = Database.open(DatabaseConfig.embedded().withPoolSize(6), directory);
    List.of("crypto", "audit").forEach(database::migrate);
    return database;
  }

  private static Instant tellingTime() {
    System.out.println("changing");
    return Clock.systemUTC().instant();
  }

  static Crypto crypto(Database database, DataDirectory directory, InstantSource clock) {
    CryptoConfig config =
        new CryptoConfig(directory.file("root.key"), 10_000, Duration.ofMinutes(10));
    return Crypto.open(database, config, clock);
  }

  static AuditLog log(Database database) {
    return AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC());
  }

  private void change(String requestId) {
    KeyringName ring = RINGS.get(random.nextInt(RINGS.size()));
    int newest = keys.status().keyring(ring).versions().size();
    int version = Math.max(1, newest - random.nextInt(4));
    KeyDesk anna = new KeyDesk(keys, changes, "anna", requestId + "-a");
    KeyDesk ben = new KeyDesk(keys, changes, "ben", requestId + "-b");
    try {
      switch (random.nextInt(8)) {
        case 0, 1 -> anna.rotate(ring);
        case 2, 3, 4 -> anna.changeState(ring, version, STATES.get(random.nextInt(STATES.size())));
        case 5, 6 -> {
          anna.requestDestruction(ring, version);
          ben.approveDestruction(ring, version);
        }
        default -> ben.restore(ring, version);
      }
    } catch (KeyChangeRefused refused) {
      // The rules did not allow it: it is in the log as failed.
    }
  }
}
