package dev.yinhu.service.backup;

import dev.yinhu.accessaudit.publish.RestoreMark;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.crypto.epoch.VaultMerge;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.EmbeddedRestore;
import dev.yinhu.database.PrivateFiles;
import dev.yinhu.database.ServeLock;
import dev.yinhu.service.config.YinhuConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a backup into a data directory without a database: checks every file of both archives, then
 * brings the keys, then the files of PostgreSQL. Broken off at any moment it leaves no database,
 * and can be run again. What then opens the database applies the erasure ledger before anything
 * else.
 */
public final class RestoreRun {
  private final YinhuConfig config;
  private final RootKeyFile rootKeyFile;
  private final Consumer<String> progress;

  /**
   * Touches nothing yet.
   *
   * @param rootKeyFile the configuration's, with what opens it
   * @param progress told now and then how far it has come
   */
  public RestoreRun(YinhuConfig config, RootKeyFile rootKeyFile, Consumer<String> progress) {
    this.config = config;
    this.rootKeyFile = rootKeyFile;
    this.progress = progress;
  }

  /**
   * What was put in place.
   *
   * @param created when the copy of the database ended
   * @param ledger the copy of the erasure ledger that goes on furthest, which is in place now
   * @param epochs the epochs whose keys came from the backup
   * @param destroyedEpochs epochs of the backup that are destroyed by the ledger and stay so
   * @param rootKey whether there is a root key file
   */
  public record Done(
      String created,
      Path ledger,
      List<Integer> epochs,
      List<Integer> destroyedEpochs,
      boolean rootKey) {
    /** Copies the lists. */
    public Done {
      epochs = List.copyOf(epochs);
      destroyedEpochs = List.copyOf(destroyedEpochs);
    }
  }

  /**
   * Does it; durable when this returns.
   *
   * @param from the directory that {@code yinhu backup} wrote
   * @param keys the archive of keys, such as of a later backup; else that in {@code from}
   * @param newerLedger a copy of the erasure ledger that may go on further than both
   */
  public Done run(Path from, Optional<Path> keys, Optional<Path> newerLedger) {
    Path keyRoot = keys.orElse(from.resolve(Manifest.KEYS));
    ArchiveReader data = ArchiveReader.open(from.resolve(Manifest.DATA), Manifest.DATA);
    ArchiveReader vault = ArchiveReader.open(keyRoot, Manifest.KEYS);
    try {
      Progress verified = new Progress(progress, "verified");
      data.verify(verified);
      vault.verify(verified);
      verified.tell();
      RootKeyArchive.check(keyRoot, rootKeyFile);
      DataDirectory directory = DataDirectory.open(config.data());
      try (ServeLock _ = directory.lockForServing();
          EmbeddedRestore restore = EmbeddedRestore.begin(directory)) {
        return write(data, keyRoot, newerLedger, restore);
      }
    } catch (IOException e) {
      throw new BackupException("the restore is incomplete (%s): run it again".formatted(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupException("interrupted: the restore is incomplete, run it again", e);
    }
  }

  private Done write(
      ArchiveReader data, Path keyRoot, Optional<Path> newerLedger, EmbeddedRestore restore)
      throws IOException, InterruptedException {
    VaultMerge.Merged merged =
        new VaultMerge(
                new VaultDirectory(config.keyDirectory()), new VaultDirectory(keyRoot), newerLedger)
            .run();
    PrivateFiles.createDirectory(PrivateFiles.folderOf(config.rootKeyFile()));
    boolean rootKey = RootKeyArchive.bring(keyRoot, config.rootKeyFile());
    Progress restored = new Progress(progress, "restored");
    for (String name : data.manifest().directories()) {
      restore.directory(name);
    }
    for (Manifest.Entry entry : data.manifest().files()) {
      restore.file(entry.name(), data.path(entry.name()));
      restored.add(entry.bytes());
    }
    restored.tell();
    RestoreMark.leave(config.data().resolve("audit"), data.manifest().created());
    restore.commit();
    return new Done(
        data.manifest().created(), merged.ledger(), merged.brought(), merged.destroyed(), rootKey);
  }
}
