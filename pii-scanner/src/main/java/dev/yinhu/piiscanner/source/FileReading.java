package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Reads files and streams of any kind: gives their texts as passages and tells what became of them.
 * Memory does not grow with the length of a file; nothing that is wrong with one throws. Safe for
 * use by many threads.
 */
public final class FileReading {
  private final Bounds bounds;
  private final List<DocumentReader> documents;

  /** With these readers of documents. */
  public FileReading(Bounds bounds, List<DocumentReader> documents) {
    this.bounds = bounds;
    this.documents = List.copyOf(documents);
  }

  /** With the usual bounds and the readers of documents that are installed. */
  public static FileReading usual() {
    return new FileReading(
        Bounds.USUAL,
        ServiceLoader.load(DocumentReader.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** Reads one file, telling it under the name that was given of it. */
  public void file(Path path, String source, Watcher watcher) {
    try {
      BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
      if (!before.isRegularFile()) {
        watcher.happened(new WasSkipped(source, Why.SPECIAL));
        return;
      }
      try (InputStream in = Files.newInputStream(path)) {
        stream(source, in, watcher);
      }
      BasicFileAttributes after = Files.readAttributes(path, BasicFileAttributes.class);
      if (after.size() != before.size()
          || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
        watcher.happened(new WentWrong(source, Wrong.CHANGED, ""));
      }
    } catch (IOException e) {
      watcher.happened(unreadable(source, e));
    }
  }

  /** Reads a stream to its end; it stays open. */
  public void stream(String source, InputStream in, Watcher watcher) {
    new ContentReader(bounds, documents, watcher).read(source, in);
  }

  static WentWrong unreadable(String source, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "it does not exist";
          case AccessDeniedException _ -> "no permission";
          default -> e.getClass().getSimpleName();
        };
    return new WentWrong(source, Wrong.UNREADABLE, why);
  }
}
