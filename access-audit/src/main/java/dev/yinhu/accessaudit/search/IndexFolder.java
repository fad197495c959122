package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of an index. Whatever is wrong with what lies there, the remedy is the same: the log
 * has everything, so the folder is emptied and filled again.
 */
final class IndexFolder {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

  private final Path path;
  private final AuditLog log;

  IndexFolder(Path path, AuditLog log) {
    this.path = path;
    this.log = log;
  }

  /**
   * Opens the index for writing, empty when what lies there is not whole or not of this log.
   *
   * @throws IOException when another process has it open, or the disk fails
   */
  OpenIndex open() throws IOException {
    Files.createDirectories(path);
    VisitFolder.removeStale(path);
    Directory disk = FSDirectory.open(path);
    try {
      try (Lock _ = disk.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
        Optional<String> fault = fault(disk);
        if (fault.isPresent()) {
          LOG.warn("The search index of the access log is rebuilt: {}", fault.get());
          empty(disk);
        }
      }
      return OpenIndex.open(disk);
    } catch (IOException | RuntimeException | Error e) {
      disk.close();
      throw e;
    }
  }

  /** Removes all there is, so that the next {@link #open} begins anew. */
  void empty() throws IOException {
    if (Files.isDirectory(path)) {
      try (Directory disk = FSDirectory.open(path);
          Lock _ = disk.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
        empty(disk);
      }
    }
  }

  /** The size of its files; those that come or go meanwhile may be missing. */
  long bytes() throws IOException {
    long bytes = 0;
    try (Directory disk = FSDirectory.open(path)) {
      for (String file : disk.listAll()) {
        bytes += length(disk, file);
      }
    }
    return bytes;
  }

  private static long length(Directory disk, String file) throws IOException {
    try {
      return disk.fileLength(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  AuditLog log() {
    return log;
  }

  /** Whether no process has the index open for writing. */
  boolean isFree() throws IOException {
    Files.createDirectories(path);
    try (Directory disk = FSDirectory.open(path);
        Lock _ = disk.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
      return true;
    } catch (LockObtainFailedException e) {
      return false;
    }
  }

  private static void empty(Directory disk) throws IOException {
    for (String file : disk.listAll()) {
      if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
        disk.deleteFile(file);
      }
    }
  }

  /** Why the index cannot be used, if it cannot. */
  Optional<String> fault(Directory disk) throws IOException {
    if (!DirectoryReader.indexExists(disk)) {
      boolean used = disk.listAll().length > 1;
      return used ? Optional.of("what lies in its folder is no index") : Optional.empty();
    }
    try (DirectoryReader reader = DirectoryReader.open(disk)) {
      if (!CommitNote.isCurrent(reader)) {
        return Optional.of("it was made by another version");
      }
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      CommitNote note = CommitNote.of(reader);
      OrderedSearcher searcher = OrderedSearcher.of(reader, note.gapsBelow());
      searcher.checkEach();
      return searcher.next() == note.next()
          ? besideTheLog(searcher, note)
          : Optional.of("it does not hold the entries that its commit says");
    } catch (AuditException e) {
      throw e;
    } catch (IOException | RuntimeException | InternalError e) {
      // Lucene's message names a file and what is wrong with it.
      return Optional.of("it is damaged (" + e.getMessage() + ")");
    }
  }

  private Optional<String> besideTheLog(OrderedSearcher searcher, CommitNote note)
      throws IOException {
    if (note.next() == 0) {
      return Optional.empty();
    }
    if (log.head().size() < note.next()) {
      return Optional.of("it is ahead of the log, which was restored or is another one");
    }
    Optional<StoredEntry> last = log.entry(note.next() - 1);
    if (last.isPresent() && !leafHash(last.get()).equals(note.lastLeafHash())) {
      return Optional.of("it is of another log");
    }
    Kept kept = Kept.of(log);
    return searcher.countKept(kept) == kept.countBelow(note.next())
        ? Optional.empty()
        : Optional.of("it lacks entries that the log has");
  }

  static String leafHash(StoredEntry entry) {
    return HexFormat.of().formatHex(entry.leafHash());
  }
}
