package dev.yinhu.breachresponse.datafile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a data file.
 *
 * @param name how problems call it
 * @param yaml what is in it
 */
public record DataText(String name, String yaml) {
  /**
   * Of a file of the organisation's own.
   *
   * @throws DataRefused when it cannot be read as UTF-8 text
   */
  public static DataText of(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return new DataText(name, Files.readString(file));
    } catch (IOException e) {
      throw new DataRefused(List.of(name + ": there is no file of text there that can be read"));
    }
  }

  /**
   * Of a file that is shipped beside a class.
   *
   * @throws IllegalStateException when it is not in the jar
   */
  public static DataText shipped(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new DataText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
