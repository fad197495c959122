package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search by a command, over all that the log has when it begins. Where no service has the index
 * open, the visit brings it up to date; otherwise it reads what was committed and puts the entries
 * after that into a folder of its own, which it removes. For one thread.
 */
public final class SearchVisit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchVisit.class);
  private static final Duration STEP = Duration.ofSeconds(1);

  private final AuditLog log;
  private final Path folder;
  private @Nullable AuditSearch own;
  private @Nullable DirectoryReader committed;
  private @Nullable VisitFolder rest;
  private long gapsBelow;

  private SearchVisit(AuditLog log, Path folder) {
    this.log = log;
    this.folder = folder;
  }

  /**
   * Begins the visit; takes long when there is no index yet.
   *
   * @throws IOException when the disk fails
   */
  public static SearchVisit open(AuditLog log, Path folder) throws IOException {
    SearchVisit visit = new SearchVisit(log, folder);
    try {
      if (new IndexFolder(folder, log).isFree()) {
        visit.catchUp();
      } else {
        visit.readBeside();
      }
      return visit;
    } catch (IOException | RuntimeException | Error e) {
      visit.close();
      throw e;
    }
  }

  private void catchUp() {
    AuditSearch search = AuditSearch.open(log, folder);
    own = search;
    long last = log.head().size() - 1;
    while (last >= 0 && !search.await(last, STEP)) {
      LOG.debug("Waiting for the search index");
    }
  }

  private void readBeside() throws IOException {
    Directory disk = FSDirectory.open(folder);
    long from = 0;
    if (new IndexFolder(folder, log).fault(disk).isEmpty() && DirectoryReader.indexExists(disk)) {
      DirectoryReader reader = DirectoryReader.open(disk);
      committed = reader;
      CommitNote note = CommitNote.of(reader);
      from = note.next();
      gapsBelow = note.gapsBelow();
    }
    VisitFolder beside = VisitFolder.create(folder);
    rest = beside;
    OpenIndex index = beside.index();
    log.forEach(from, entry -> add(index, entry));
    index.refresh();
  }

  private static void add(OpenIndex index, StoredEntry entry) {
    try {
      index.add(List.of(entry));
    } catch (IOException e) {
      throw new AuditException("the search index cannot be written beside the service's", e);
    }
  }

  /** As {@link AuditSearch#search}. */
  public Page search(Filter filter, Order order, OptionalLong after, int limit) throws IOException {
    AuditSearch search = own;
    return search == null
        // What was pruned since stays in this view, which ends soon.
        ? beside((searcher, query) ->
            new PageFinder(searcher, log, query.of(filter), () -> {}).page(order, after, limit))
        : search.search(filter, order, after, limit);
  }

  /** As {@link AuditSearch#count}. */
  public long count(Filter filter) throws IOException {
    AuditSearch search = own;
    return search == null
        ? beside((searcher, query) -> (long) searcher.count(query.of(filter)))
        : search.count(filter);
  }

  private interface Work<T> {
    T with(OrderedSearcher searcher, LuceneQueries queries) throws IOException;
  }

  private <T> T beside(Work<T> work) throws IOException {
    VisitFolder beside = rest;
    if (beside == null) {
      throw new IllegalStateException("the visit is over");
    }
    OpenIndex index = beside.index();
    OrderedSearcher newest = index.acquire();
    // The parts stay open: they are closed with the visit.
    try (ReasonAnalyzer analyzer = new ReasonAnalyzer();
        IndexReader both = new MultiReader(parts(newest), false)) {
      OrderedSearcher searcher = OrderedSearcher.of(both, Math.max(gapsBelow, index.gapsBelow()));
      return work.with(searcher, new LuceneQueries(analyzer, both));
    } finally {
      index.release(newest);
    }
  }

  private IndexReader[] parts(OrderedSearcher newest) {
    IndexReader before = committed;
    return before == null
        ? new IndexReader[] {newest.getIndexReader()}
        : new IndexReader[] {before, newest.getIndexReader()};
  }

  @Override
  public void close() throws IOException {
    AuditSearch search = own;
    DirectoryReader reader = committed;
    if (search != null) {
      search.close();
    }
    if (reader != null) {
      reader.close();
      reader.directory().close();
    }
    VisitFolder beside = rest;
    if (beside != null) {
      beside.remove();
    }
  }
}
