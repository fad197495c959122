package dev.yinhu.piiscanner.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory that only this user may read, for what parsers put on the disk: it may be what stands
 * in a document. Removed when this process ends, unless it is killed.
 */
final class Scratch {
  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  static Scratch create() {
    try {
      Scratch scratch = new Scratch(Files.createTempDirectory("yinhu-documents-"));
      Runtime.getRuntime().addShutdownHook(new Thread(scratch::remove));
      return scratch;
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for documents under java.io.tmpdir", e);
    }
  }

  Path directory() {
    return directory;
  }

  /**
   * Removes what a parser left that was ended; what cannot be removed is tried again at the end.
   */
  void empty() {
    delete(false);
  }

  private void remove() {
    delete(true);
  }

  private void delete(boolean itself) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure)
                throws IOException {
              if (itself || !each.equals(directory)) {
                Files.deleteIfExists(each);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // The next time, or the end, tries again.
    }
  }
}
