package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Checks an index, or builds it anew, for commands. Stateless; its methods block. */
public final class IndexUpkeep {
  private static final Duration STEP = Duration.ofSeconds(1);

  private IndexUpkeep() {}

  /**
   * Checks every file and every entry's place, beside a service that may have the index open.
   *
   * @throws IOException when the disk fails
   */
  public static IndexReport check(AuditLog log, Path folder) throws IOException {
    long size = log.head().size();
    if (!Files.isDirectory(folder)) {
      return IndexReport.unusable("there is none", size);
    }
    try (Directory disk = FSDirectory.open(folder)) {
      Optional<String> fault = new IndexFolder(folder, log).fault(disk);
      if (fault.isPresent() || !DirectoryReader.indexExists(disk)) {
        return IndexReport.unusable(fault.orElse("there is none"), size);
      }
      try (DirectoryReader reader = DirectoryReader.open(disk)) {
        OrderedSearcher searcher = OrderedSearcher.of(reader, CommitNote.of(reader).gapsBelow());
        Kept kept = Kept.of(log);
        return new IndexReport(
            Optional.empty(),
            searcher.first(),
            searcher.next(),
            searcher.countKept(kept),
            kept.countBelow(searcher.next()),
            size);
      }
    }
  }

  /**
   * Builds the index anew, up to the end that the log has now.
   *
   * @param progress told now and then up to which index it has come
   * @throws IndexBehind when a service has the index open
   */
  public static IndexReport rebuild(AuditLog log, Path folder, LongConsumer progress)
      throws IOException {
    IndexFolder index = new IndexFolder(folder, log);
    if (!index.isFree()) {
      throw new IndexBehind(
          "a service has the search index open; it checks it at every start and builds it anew by"
              + " itself when something is wrong. To build it anew all the same, stop the service");
    }
    index.empty();
    try (AuditSearch search = AuditSearch.open(log, folder)) {
      long last = log.head().size() - 1;
      while (last >= 0 && !search.await(last, STEP)) {
        progress.accept(search.status().indexedTo());
      }
    }
    return check(log, folder);
  }
}
