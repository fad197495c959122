package dev.yinhu.service.backup;

import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** The root key's file in the archive of keys. */
final class RootKeyArchive {
  static final String NAME = "root.key";
  private static final String CLEAR = "yrk1.";

  private RootKeyArchive() {}

  /** Copies the file when there is one. */
  static BackupRun.RootKeyCopy copy(Path file, ArchiveWriter keys) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(CLEAR.length()), StandardCharsets.ISO_8859_1);
      keys.file(NAME, file);
      return start.equals(CLEAR) ? BackupRun.RootKeyCopy.CLEAR : BackupRun.RootKeyCopy.SEALED;
    } catch (NoSuchFileException e) {
      return BackupRun.RootKeyCopy.NONE;
    }
  }

  /** Refuses when the archive has another root key than the target. */
  static void check(Path archive, Path target) throws IOException {
    Path archived = archive.resolve(NAME);
    if (Files.exists(archived)
        && Files.exists(target)
        && !Arrays.equals(Files.readAllBytes(archived), Files.readAllBytes(target))) {
      throw new BackupException(
          "the root key file %s is not the one of the backup: move it away if the backup's is right, or restore into another place"
              .formatted(target));
    }
  }

  /** Puts the archive's file in place unless there is one; gives whether there is one now. */
  static boolean bring(Path archive, Path target) throws IOException {
    Path archived = archive.resolve(NAME);
    if (!Files.exists(target) && Files.exists(archived)) {
      Path draft = target.resolveSibling(target.getFileName() + ".new");
      Files.deleteIfExists(draft);
      PrivateFiles.createNew(draft);
      PrivateFiles.copy(archived, draft);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.syncDirectory(PrivateFiles.folderOf(target));
    }
    return Files.exists(target);
  }
}
