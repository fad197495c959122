package dev.yinhu.accessaudit.publish;

import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The checkpoint that this node signed or accepted last, in a file outside the database: what a
 * database restored from an older backup cannot know. The file is the signed note and nothing else.
 */
final class KeptFile {
  private static final String RESTORED = "restored";

  private final Path file;

  /**
   * The file in a folder, which need not exist.
   *
   * @param folder {@code audit} in the data directory
   */
  KeptFile(Path folder) {
    this.file = folder.resolve("checkpoint");
  }

  Path path() {
    return file;
  }

  /** The note; empty when nothing was ever kept here. */
  Optional<String> read() throws IOException {
    return text(file);
  }

  /** Replaces the file; on disk, with its name, when this returns. */
  void keep(String note) throws IOException {
    PrivateFiles.createDirectory(PrivateFiles.folderOf(file));
    PrivateFiles.replace(file, note);
  }

  /** Copies what is kept to a name of its own, as evidence; empty when nothing is kept. */
  Optional<Path> archive(String suffix) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Path evidence = file.resolveSibling("checkpoint." + suffix);
    PrivateFiles.replaceByCopy(evidence, file);
    return Optional.of(evidence);
  }

  /** What {@link RestoreMark} wrote, if a backup was brought back here and not accepted yet. */
  Optional<String> restored() throws IOException {
    return text(file.resolveSibling(RESTORED)).map(String::strip);
  }

  void markRestored(String of) throws IOException {
    PrivateFiles.createDirectory(PrivateFiles.folderOf(file));
    PrivateFiles.replace(file.resolveSibling(RESTORED), of + "\n");
  }

  void forgetRestored() throws IOException {
    if (Files.deleteIfExists(file.resolveSibling(RESTORED))) {
      PrivateFiles.syncDirectory(PrivateFiles.folderOf(file));
    }
  }

  /** What went wrong, without the path: answers that are open to all carry it. */
  static String reason(IOException e) {
    String reason =
        switch (e) {
          case FileSystemException at -> at.getReason();
          default -> e.getMessage();
        };
    return e.getClass().getSimpleName() + (reason == null ? "" : ", " + reason);
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
