package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder beside the index, for one visit: below the data directory, as words of reasons lie in
 * it. One that a killed command left is removed by the next visit or start of the service.
 */
final class VisitFolder {
  private static final Logger LOG = LoggerFactory.getLogger(VisitFolder.class);
  private static final String PREFIX = "visit-";
  private static final String PROBE = "now-";

  /** Younger ones may be of somebody who has not locked them yet. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final OpenIndex index;

  private VisitFolder(Path path, OpenIndex index) {
    this.path = path;
    this.index = index;
  }

  /** Makes one with an empty index in it, beside the folder of the service's index. */
  static VisitFolder create(Path beside) throws IOException {
    removeStale(beside);
    Path path = Files.createTempDirectory(parent(beside), PREFIX);
    try {
      return new VisitFolder(path, OpenIndex.open(FSDirectory.open(path)));
    } catch (IOException | RuntimeException | Error e) {
      delete(path);
      throw e;
    }
  }

  private static Path parent(Path folder) {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("the search index has a folder of its own");
    }
    return parent;
  }

  OpenIndex index() {
    return index;
  }

  /** Closes the index and removes the folder. */
  void remove() throws IOException {
    try {
      index.close();
    } finally {
      delete(path);
    }
  }

  /** Removes what visits left behind that were killed; what cannot be removed stays. */
  static void removeStale(Path beside) {
    Path parent = parent(beside);
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(parent, "{" + PREFIX + "," + PROBE + "}*")) {
      for (Path each : left) {
        if (isStale(each, now(parent))) {
          delete(each);
        }
      }
    } catch (IOException e) {
      LOG.debug("What an earlier visit of the search index left cannot be removed", e);
    }
  }

  /** By the clock of the file system, which the ages are by. */
  private static FileTime now(Path parent) throws IOException {
    Path probe = Files.createTempFile(parent, PROBE, "");
    try {
      return Files.getLastModifiedTime(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isStale(Path left, FileTime now) throws IOException {
    FileTime old = FileTime.from(now.toInstant().minus(YOUNG));
    if (Files.getLastModifiedTime(left).compareTo(old) > 0) {
      return false;
    }
    return !Files.isDirectory(left) || isUnlocked(left);
  }

  private static boolean isUnlocked(Path visit) {
    try (Directory disk = FSDirectory.open(visit);
        Lock _ = disk.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
