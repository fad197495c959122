package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the log through an index of its own that follows it. The index is a derived view: what
 * is shown is read from the log, and an index that is missing, damaged or of another log is built
 * anew by itself. Every answer says how far the index had come; entries become visible within about
 * {@link #STALENESS}, at once for those who {@linkplain #await wait}.
 *
 * <p>Opening returns at once; the index is opened, checked and caught up on a thread of its own.
 * Safe for use by many threads; the searching methods block.
 */
public final class AuditSearch implements AutoCloseable {
  /** How long an entry may stay invisible while nobody waits for it. */
  public static final Duration STALENESS = Duration.ofMillis(100);

  /** The most entries of one page. */
  public static final int MAX_PAGE = 1_000;

  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration OPENING = Duration.ofSeconds(5);
  private static final Duration REOPEN_PAUSE = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(AuditSearch.class);

  private final AuditLog log;
  private final Watermark watermark = new Watermark(STALENESS, COMMIT);
  private final IndexFolder folder;
  private final IndexFeed feed;
  private final ReasonAnalyzer analyzer = new ReasonAnalyzer();
  private final Thread maintainer;
  private LogTail tail;

  private AuditSearch(AuditLog log, Path folder) {
    this.log = log;
    this.folder = new IndexFolder(folder, log);
    this.feed = new IndexFeed(this.folder, watermark);
    this.maintainer = Thread.ofPlatform().name("audit-index").daemon().unstarted(this::maintain);
    this.tail = LogTail.start(log, "index", feed);
  }

  /**
   * Starts to follow the log.
   *
   * @param folder where the index lies; one process at a time can have it open
   */
  public static AuditSearch open(AuditLog log, Path folder) {
    AuditSearch search = new AuditSearch(log, folder);
    search.maintainer.start();
    return search;
  }

  /**
   * Some of the entries that the filter wants.
   *
   * @param filter {@linkplain Known#resolve resolved}
   * @param after the index behind which to begin, in this order; empty for the beginning
   * @param limit the most entries, 1 to {@link #MAX_PAGE}
   * @throws IndexBehind when the index cannot be searched just now
   * @throws AuditUnavailable when the log cannot be read
   * @throws LogDamaged when an entry that is wanted was changed, or is gone but was not pruned
   */
  public Page search(Filter filter, Order order, OptionalLong after, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " entries");
    }
    return with(searcher ->
        new PageFinder(searcher, log, query(searcher, filter), feed::lookForPruned)
            .page(order, after, limit));
  }

  /**
   * Counts the entries that the filter wants by the values of attributes; for a moment after a
   * pruning also those that are gone.
   *
   * @param filter {@linkplain Known#resolve resolved}
   * @param attributes countable ones
   * @param limit the most values of each
   */
  public Facets facets(Filter filter, List<Attribute> attributes, int limit) {
    if (!attributes.stream().allMatch(Attribute::isCountable)) {
      throw new IllegalArgumentException("entries cannot be counted by that");
    }
    return with(searcher -> {
      FacetCounter counter = new FacetCounter(attributes);
      Matches.visit(searcher, query(searcher, filter), counter::segment);
      return counter.facets(limit, searcher.next());
    });
  }

  /**
   * Counts the entries that the filter wants by time; after a pruning as {@link #facets}.
   *
   * @param filter {@linkplain Known#resolve resolved}
   * @throws QueryTooWide when it would have more than {@link Histogram#MAX_STEPS} steps
   */
  public Histogram histogram(Filter filter, Interval interval, ZoneId zone) {
    return with(searcher -> {
      HistogramCounter counter = new HistogramCounter(interval, zone);
      Matches.visit(searcher, query(searcher, filter), counter::segment);
      return counter.histogram(searcher.next());
    });
  }

  /**
   * How many entries the filter wants; after a pruning as {@link #facets}.
   *
   * @param filter {@linkplain Known#resolve resolved}
   */
  public long count(Filter filter) {
    return with(searcher -> searcher.count(query(searcher, filter)));
  }

  /**
   * Gives where the entries lie that the filter wants, the newest first, some at a time; for a
   * moment after a pruning also those that are gone. What it gives them to may block: the view
   * stays as it was.
   *
   * @param filter {@linkplain Known#resolve resolved}
   * @param atOnce how many at a time, from 1
   * @return how far the index had come: the index of the first entry that it did not know
   */
  public long places(Filter filter, int atOnce, Consumer<List<EntryPlace>> taker) {
    return with(searcher -> {
      PlaceCollector places = new PlaceCollector(atOnce, taker);
      Matches.visit(searcher, query(searcher, filter), places::segment);
      places.end();
      return searcher.next();
    });
  }

  private Query query(OrderedSearcher searcher, Filter filter) throws IOException {
    return new LuceneQueries(analyzer, searcher.getIndexReader()).of(filter);
  }

  /** Waits until the entry of the index can be found, at most so long; whether it can. */
  public boolean await(long index, Duration most) {
    try {
      return watermark.await(index, most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How far the index has come. Does not wait for it to be opened. */
  public IndexStatus status() {
    if (!watermark.isOpened()) {
      return new IndexStatus(false, 0, 0, 0);
    }
    return with(searcher ->
        new IndexStatus(
            true, searcher.first(), searcher.next(), searcher.getIndexReader().numDocs()));
  }

  /**
   * The size of the index on disk, in bytes, without what is still in memory only.
   *
   * @throws AuditException when its folder cannot be read
   */
  public long bytes() {
    try {
      return folder.bytes();
    } catch (IOException e) {
      throw new AuditException("the folder of the search index cannot be read", e);
    }
  }

  /** How often it failed since it was opened: it could not be read, written or opened. */
  public long failures() {
    return watermark.failures();
  }

  private interface Work<T> {
    T with(OrderedSearcher searcher) throws IOException;
  }

  private <T> T with(Work<T> work) {
    OpenIndex index = opened();
    try {
      OrderedSearcher searcher = index.acquire();
      try {
        return work.with(searcher);
      } finally {
        index.release(searcher);
      }
    } catch (AuditUnavailable | QueryTooWide | LogDamaged e) {
      throw e;
    } catch (IOException | AlreadyClosedException | AuditException | InternalError e) {
      // Of a mapped file that was cut short, the runtime tells by an InternalError.
      watermark.suspect();
      throw new IndexBehind("the search index cannot be read; it is opened and checked again", e);
    }
  }

  private OpenIndex opened() {
    if (!watermark.isOpened()) {
      await(-1, OPENING);
    }
    return feed.index()
        .orElseThrow(() -> new IndexBehind("the search index is being opened and checked"));
  }

  private void maintain() {
    try {
      for (Watermark.Task task = watermark.next();
          task != Watermark.Task.END;
          task = watermark.next()) {
        maintain(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void maintain(Watermark.Task task) throws InterruptedException {
    try {
      switch (task) {
        case REFRESH -> refresh();
        case LOOK -> feed.dropPruned();
        case COMMIT -> feed.commit();
        case REOPEN -> reopen();
        case END -> {}
      }
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("The search index failed; it is opened and checked again", e);
      Thread.sleep(REOPEN_PAUSE);
      watermark.suspect();
    }
  }

  private void refresh() throws IOException {
    OpenIndex index = feed.index().orElse(null);
    if (index != null) {
      watermark.visible(index.refresh());
    }
  }

  private synchronized void reopen() throws InterruptedException {
    tail.close();
    feed.discard();
    Thread.sleep(REOPEN_PAUSE);
    tail = LogTail.start(log, "index", feed);
  }

  /** Commits and closes the index. */
  @Override
  public void close() {
    watermark.close();
    boolean interrupted = false;
    while (maintainer.isAlive()) {
      try {
        maintainer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    feed.end();
    synchronized (this) {
      tail.close();
    }
    analyzer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
