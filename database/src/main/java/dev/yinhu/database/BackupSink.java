package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Path;

/** Takes the files of a backup, under names with {@code /} between their parts. */
public interface BackupSink {
  /** A directory, which may stay empty. */
  void directory(String name) throws IOException;

  /**
   * A file, as it is while it is read.
   *
   * @throws java.nio.file.NoSuchFileException when it is gone, and then nothing was taken
   */
  void file(String name, Path source) throws IOException;

  /** A file with this content. */
  void file(String name, byte[] content) throws IOException;
}
