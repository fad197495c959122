package dev.yinhu.crypto.crash;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.SubjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A process of its own that adds and erases subjects and replaces epochs until it is killed, and
 * says what was done as soon as it was: {@code made ID REF}, {@code erasing ID}, {@code erased ID},
 * {@code drained EPOCH}.
 */
final class EpochWorker {
  private EpochWorker() {}

  /** Arguments: the data directory, and the name that all ids of this run begin with. */
  public static void main(String[] arguments) {
    DataDirectory directory = DataDirectory.open(Path.of(arguments[0]));
    try (Database database = open(directory);
        Crypto crypto = crypto(database, directory)) {
      Thread epochs = Thread.ofPlatform().daemon().start(() -> replaceEpochs(crypto));
      Random random = new Random(arguments[1].hashCode());
      for (int i = 0; epochs.isAlive(); i++) {
        step(crypto, arguments[1] + "-" + i, random);
      }
    }
  }

  static Database open(DataDirectory directory) {
    return Database.open(DatabaseConfig.embedded().withPoolSize(6), directory);
  }

  static Crypto crypto(Database database, DataDirectory directory) {
    database.migrate("crypto");
    CryptoConfig config =
        new CryptoConfig(directory.file("root.key"), 10_000, Duration.ofMinutes(10));
    return Crypto.open(database, config, Clock.systemUTC());
  }

  private static void step(Crypto crypto, String name, Random random) {
    SubjectId id = new SubjectId(name);
    KeyScope made = crypto.subjects().findOrCreate(List.of(id)).values().iterator().next();
    System.out.println("made " + name + " " + made.subject().orElseThrow());
    if (random.nextInt(3) == 0) {
      System.out.println("erasing " + name);
      crypto.subjects().erase(id);
      System.out.println("erased " + name);
    }
  }

  private static void replaceEpochs(Crypto crypto) {
    while (true) {
      int epoch = crypto.epochs().rotate();
      crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
      System.out.println("drained " + epoch);
    }
  }
}
