package dev.yinhu.service.backup;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.VaultConfig;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.SubjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The keys of an installation, opened beside whatever else runs on it, to erase people. */
public final class SecondNode implements AutoCloseable {
  private final Database database;
  private final Crypto crypto;

  private SecondNode(Database database, Crypto crypto) {
    this.database = database;
    this.crypto = crypto;
  }

  /** On the embedded server of a data directory. */
  static SecondNode on(Path data) {
    return on(DatabaseConfig.embedded().withPoolSize(3), data, data.resolve("keys"));
  }

  static SecondNode on(DatabaseConfig config, Path data, Path keys) {
    Database database = Database.open(config, DataDirectory.open(data));
    boolean opened = false;
    try {
      database.migrate("crypto");
      CryptoConfig settings =
          new CryptoConfig(
              data.resolve("root.key"),
              10_000,
              Duration.ofMinutes(5),
              RootKeySeals.NONE,
              CryptoConfig.DEFAULT_ROOT_KEY_TIME,
              new VaultConfig(keys, Duration.ofDays(30)));
      SecondNode node =
          new SecondNode(database, Crypto.open(database, settings, Clock.systemUTC()));
      opened = true;
      return node;
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  /** Erases a person of a data directory on which a service may be running. */
  public static void erase(Path data, String subject) {
    try (SecondNode node = on(data)) {
      node.erase(subject);
    }
  }

  void erase(String subject) {
    if (!crypto.subjects().erase(new SubjectId(subject))) {
      throw new AssertionError("nobody of this id");
    }
  }

  Crypto crypto() {
    return crypto;
  }

  boolean knows(String subject) {
    return !crypto.subjects().find(List.of(new SubjectId(subject))).isEmpty();
  }

  @Override
  public void close() {
    crypto.close();
    database.close();
  }
}
