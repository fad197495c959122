package dev.yinhu.service.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration file in memory.
 *
 * @param path where it was read, as the person wrote it; relative paths in the text start from its
 *     directory
 */
public record ConfigFile(Path path, String text) {

  /**
   * Reads the file as UTF-8.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static ConfigFile of(Path path) {
    try {
      return new ConfigFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the configuration file " + path, e);
    }
  }

  String name() {
    return path.toString();
  }
}
