package dev.yinhu.accessaudit.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A log in a directory, each part a file. Safe for use by many threads. */
public final class DirectorySource implements LogSource {
  private final Path directory;

  /**
   * @param directory holds {@code checkpoint} and {@code tile}
   */
  public DirectorySource(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<byte[]> read(String name, int maxBytes) throws IOException {
    Path file = directory.resolve(name);
    try (var in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1L)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      // Somewhere above it stands a file where a directory is expected: then it is not there.
      return Optional.empty();
    }
  }

  @Override
  public void names(Consumer<String> action) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(this::name)
          .forEach(action);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String name(Path file) {
    return StreamSupport.stream(directory.relativize(file).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  @Override
  public int lanes() {
    return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }
}
