package dev.yinhu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A data directory for one run, removed when closed. */
record ScratchDirectory(Path path) implements AutoCloseable {
  static ScratchDirectory create() throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("yinhu-benchmark"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
