package dev.yinhu.service.config;

import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.law.Laws;
import dev.yinhu.register.reading.LawReader;
import dev.yinhu.register.reading.LawReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of {@code rights.deadlines_file}. Stateless. */
public final class DeadlinesFile {
  private DeadlinesFile() {}

  /**
   * Reads it, with all that is wrong with it.
   *
   * @throws UncheckedIOException when there is no text to read
   */
  static LawReading read(Path file) {
    try {
      return LawReader.read(
          List.of(new RegisterSource(file.getFileName().toString(), Files.readString(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The deadlines in force: those shipped, and before them those of the file, which was looked into
   * when the configuration was read.
   */
  public static Laws laws(Optional<Path> file) {
    Laws shipped = LawReader.shipped();
    return file.flatMap(path -> read(path).laws()).map(shipped::overriddenBy).orElse(shipped);
  }
}
