package dev.yinhu.service.backup;

import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.EmbeddedBackup;
import dev.yinhu.database.OsLock;
import dev.yinhu.service.config.YinhuConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes a backup while the service runs or not. The key directory stands still between the moment
 * that the copy of the database ends at and its own copy, so that the two fit together: every epoch
 * that the copied database needs is there, and every erasure in it is in the ledger.
 */
public final class BackupRun {
  private final YinhuConfig config;
  private final InstantSource clock;
  private final Consumer<String> progress;

  /**
   * Touches nothing yet.
   *
   * @param progress told now and then how far it has come
   */
  public BackupRun(YinhuConfig config, InstantSource clock, Consumer<String> progress) {
    this.config = config;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What was written.
   *
   * @param rootKey whether the archive of keys holds the root key, in clear or sealed
   */
  public record Done(String backup, long files, long bytes, RootKeyCopy rootKey) {}

  /** What of the root key is in the archive. */
  public enum RootKeyCopy {
    /** Nothing: it is kept elsewhere. */
    NONE,
    /** The file in clear: who has it and the rest reads everything. */
    CLEAR,
    /** A file that needs a passphrase or a token to be opened. */
    SEALED
  }

  /** Backs up the embedded database, which is open, and the keys. */
  public Done all(Database database, Path out) {
    String id = begin(out);
    Progress copied = new Progress(progress, "copied");
    try (EmbeddedBackup backup =
        EmbeddedBackup.start(database, DataDirectory.open(config.data()))) {
      ArchiveWriter data = new ArchiveWriter(out.resolve(Manifest.DATA), copied);
      backup.copyFiles(data);
      EmbeddedBackup.Stopped stopped;
      RootKeyCopy rootKey;
      VaultDirectory vault = vault();
      try (OsLock _ = vault.lock()) {
        stopped = backup.stop();
        rootKey = keys(vault, out, id, copied);
      }
      backup.copyLog(stopped, data);
      data.finish(Manifest.DATA, id, clock.instant(), stopped.version());
      return done(id, copied, rootKey);
    } catch (IOException e) {
      throw failed(out, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Backs up the keys only, where the database is an external server with its own backups. */
  public Done keysOnly(Path out) {
    String id = begin(out);
    Progress copied = new Progress(progress, "copied");
    VaultDirectory vault = vault();
    try (OsLock _ = vault.lock()) {
      return done(id, copied, keys(vault, out, id, copied));
    } catch (IOException e) {
      throw failed(out, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Done done(String id, Progress copied, RootKeyCopy rootKey) {
    copied.tell();
    return new Done(id, copied.files(), copied.bytes(), rootKey);
  }

  private String begin(Path out) {
    try {
      if (Files.exists(out) && !isEmptyDirectory(out)) {
        throw new BackupException(
            out + " exists and is not empty: a backup overwrites nothing, choose another place");
      }
      if (!Files.isDirectory(config.keyDirectory())) {
        throw new BackupException(
            "there is no key directory "
                + config.keyDirectory()
                + " to back up: nothing was encrypted yet, or keys.directory is another one");
      }
      return UUID.randomUUID().toString();
    } catch (IOException e) {
      throw failed(out, e);
    }
  }

  private static boolean isEmptyDirectory(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(out)) {
      return !entries.iterator().hasNext();
    }
  }

  private VaultDirectory vault() {
    return new VaultDirectory(config.keyDirectory());
  }

  private RootKeyCopy keys(VaultDirectory vault, Path out, String id, Progress copied)
      throws IOException {
    ArchiveWriter keys = new ArchiveWriter(out.resolve(Manifest.KEYS), copied);
    for (Path file : vault.files()) {
      keys.file(String.valueOf(file.getFileName()), file);
    }
    RootKeyCopy rootKey = RootKeyArchive.copy(config.rootKeyFile(), keys);
    keys.finish(Manifest.KEYS, id, clock.instant(), null);
    return rootKey;
  }

  private static BackupException failed(Path out, IOException e) {
    return new BackupException(
        "the backup in %s is incomplete (%s): delete it and try again".formatted(out, e), e);
  }

  private static BackupException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BackupException("interrupted: the backup is incomplete", e);
  }
}
