package dev.yinhu.service.backup;

import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** The root key's file in the archive of keys. */
final class RootKeyArchive {
  static final String NAME = "root.key";
  private static final byte[] CLEAR = "yrk1.".getBytes(StandardCharsets.US_ASCII);

  private RootKeyArchive() {}

  /** Copies the file when there is one. */
  static BackupRun.RootKeyCopy copy(Path file, ArchiveWriter keys) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      boolean clear = beginsClear(in);
      keys.file(NAME, file);
      return clear ? BackupRun.RootKeyCopy.CLEAR : BackupRun.RootKeyCopy.SEALED;
    } catch (NoSuchFileException e) {
      return BackupRun.RootKeyCopy.NONE;
    }
  }

  /** White space in front is forgiven, as whoever opens the key forgives it. */
  private static boolean beginsClear(InputStream in) throws IOException {
    int next = in.read();
    while (Character.isWhitespace(next)) {
      next = in.read();
    }
    byte[] rest = in.readNBytes(CLEAR.length - 1);
    return next == CLEAR[0] && Arrays.equals(rest, 0, rest.length, CLEAR, 1, CLEAR.length);
  }

  /**
   * Refuses when the key in place is another one than the backup's. How the two are sealed does not
   * matter: a backup from before {@code key seal} is as good as one from after it. A key that does
   * not open now is left to the first start, which knows it by the database.
   *
   * @param target the key in place, if there is one
   */
  static void check(Path archive, RootKeyFile target) throws IOException {
    Path archived = archive.resolve(NAME);
    if (!Files.exists(archived)
        || !Files.exists(target.path())
        || Files.mismatch(archived, target.path()) < 0) {
      return;
    }
    try {
      if (!target.fits(new VaultDirectory(archive))) {
        throw new BackupException(
            "the root key file %s is not the one of the backup, whose keys do not open under it: restore into another place, or move it away if nothing needs it"
                .formatted(target.path()));
      }
    } catch (RootKeyException doesNotOpenNow) {
      // Told when the restored database is opened.
    }
  }

  /** Puts the archive's file in place unless there is one; gives whether there is one now. */
  static boolean bring(Path archive, Path target) throws IOException {
    Path archived = archive.resolve(NAME);
    if (!Files.exists(target) && Files.exists(archived)) {
      PrivateFiles.replaceByCopy(target, archived);
    }
    return Files.exists(target);
  }
}
