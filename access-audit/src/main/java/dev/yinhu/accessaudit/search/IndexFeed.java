package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.LogTail;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the log into the index: opens it, or builds it anew, on the tail's own thread, so that the
 * service need not wait for that. Commits now and then; what a crash takes away is fed again.
 */
final class IndexFeed implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);
  private static final long COMMIT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long TELL_NANOS = Duration.ofSeconds(10).toNanos();

  /** So many are indexed within a second or so: less is not worth telling. */
  private static final long FAR_BEHIND = 20_000;

  private final IndexFolder folder;
  private final Watermark watermark;

  /** Held while the index is written, so that a commit's numbers fit what it holds. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile @Nullable OpenIndex open;

  /** Whether the index may hold what was pruned, whatever the boundary. */
  private volatile boolean pruningDue;

  private volatile long cleanBelow;
  private boolean broken;
  private boolean ended;
  private long committed = System.nanoTime();
  private long told = System.nanoTime();

  IndexFeed(IndexFolder folder, Watermark watermark) {
    this.folder = folder;
    this.watermark = watermark;
  }

  Optional<OpenIndex> index() {
    return Optional.ofNullable(open);
  }

  @Override
  public long next() {
    writing.lock();
    try {
      OpenIndex index = open;
      if (index != null && (broken || !index.isWritable())) {
        discard();
        index = null;
      }
      if (index == null && !ended) {
        index = folder.open();
        open = index;
        broken = false;
        pruningDue = true;
        watermark.opened(index.next());
      }
      return index == null ? 0 : index.next();
    } catch (IOException e) {
      watermark.failed();
      throw new IndexBehind("the search index of the access log cannot be opened", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void accept(List<StoredEntry> entries) throws IOException {
    add(entries);
    tell(entries.getLast().index() + 1);
  }

  private void add(List<StoredEntry> entries) throws IOException {
    writing.lock();
    try {
      OpenIndex index = open;
      if (ended || index == null) {
        return;
      }
      broken = true;
      if (index.add(entries)) {
        pruningDue = true;
      }
      watermark.added(index.next());
      if (System.nanoTime() - committed >= COMMIT_NANOS) {
        commit(index);
      }
      broken = false;
    } finally {
      writing.unlock();
    }
  }

  /** On a long way, says now and then how far it has come; not when it only keeps up. */
  private void tell(long next) {
    if (System.nanoTime() - told < TELL_NANOS) {
      return;
    }
    told = System.nanoTime();
    long size = folder.log().head().size();
    if (size - next > FAR_BEHIND) {
      LOG.info("The search index is catching up with the access log: {} of {} entries", next, size);
    }
  }

  @Override
  public void caughtUp() {
    told = System.nanoTime();
  }

  private void commit(OpenIndex index) throws IOException {
    index.commit();
    committed = System.nanoTime();
  }

  /** Commits if there is something to commit. */
  void commit() throws IOException {
    writing.lock();
    try {
      OpenIndex index = open;
      if (index != null && !broken && index.isWritable()) {
        commit(index);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Somebody met an entry in the index that the log has not: it will be looked for. */
  void lookForPruned() {
    pruningDue = true;
  }

  /**
   * Takes out of the index what was pruned, at most once for each pruning. While the log cannot be
   * read, or the index has not come past the boundary, that waits.
   */
  void dropPruned() throws IOException {
    OpenIndex index = open;
    try {
      long boundary = folder.log().firstKept();
      if (index != null && (pruningDue || boundary != cleanBelow) && isPast(index, boundary)) {
        pruningDue = false;
        dropPruned(index, Kept.of(folder.log()));
      }
    } catch (AuditUnavailable e) {
      pruningDue = true;
      LOG.debug("It cannot be seen now what was pruned", e);
    }
  }

  private boolean isPast(OpenIndex index, long boundary) {
    writing.lock();
    try {
      return index.next() > boundary;
    } finally {
      writing.unlock();
    }
  }

  private void dropPruned(OpenIndex index, Kept kept) throws IOException {
    writing.lock();
    try {
      boolean usable = open == index && !broken && index.isWritable();
      if (usable && index.next() > kept.boundary()) {
        index.forget(kept);
        cleanBelow = kept.boundary();
      } else {
        pruningDue = true;
      }
    } finally {
      writing.unlock();
    }
  }

  /** Closes the index without commit; it is opened again when the tail asks where to go on. */
  void discard() {
    writing.lock();
    try {
      OpenIndex index = open;
      open = null;
      watermark.shut();
      if (index != null) {
        index.close();
      }
    } catch (IOException e) {
      LOG.debug("Closing the search index failed", e);
    } finally {
      writing.unlock();
    }
  }

  /** Takes no more, commits and closes. Call before the tail is closed, which interrupts it. */
  void end() {
    writing.lock();
    try {
      ended = true;
      commit();
    } catch (IOException e) {
      LOG.warn("The search index could not be committed; it will catch up at the next start", e);
    } finally {
      discard();
      writing.unlock();
    }
  }
}
