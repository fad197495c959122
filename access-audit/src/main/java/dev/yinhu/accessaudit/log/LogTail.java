package dev.yinhu.accessaudit.log;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one reader: a thread of its own gives it all entries in the order of their
 * index, at once those that this node writes, and those of other nodes within {@link #POLL}.
 *
 * <p>A reader that is slow, waits or fails holds up nobody but itself: after a fault the tail waits
 * (from {@link #POLL} up to {@link #LONGEST_PAUSE}), asks the reader where to go on, and gives it
 * the same entries again. So entries are given at least once.
 */
public final class LogTail implements AutoCloseable {
  /** How often the end of the log is looked at for entries of other nodes. */
  public static final Duration POLL = Duration.ofMillis(250);

  /** The longest pause between two tries after faults. */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
  private static final int BATCHES_AT_ONCE = 16;

  /** Who follows the log; called by the tail's thread only. */
  public interface Reader {
    /** The index to go on from, asked at the start and after every fault. */
    long next();

    /**
     * Takes entries in order: consecutive ones, but where the log was pruned only those of them
     * that are held, so that the first may be later than {@link #next}. When it throws, it is given
     * entries from {@link #next} on again.
     */
    void accept(List<StoredEntry> entries) throws Exception;

    /** The end of the log was reached, after entries or at the start. */
    default void caughtUp() throws Exception {}

    /** Nothing new has come within {@link #POLL}; called again and again while it is so. */
    default void idle() throws Exception {}
  }

  private final AuditLog log;
  private final String name;
  private final Reader reader;
  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  private LogTail(AuditLog log, String name, Reader reader) {
    this.log = log;
    this.name = name;
    this.reader = reader;
    this.thread = Thread.ofPlatform().name("audit-tail-" + name).daemon().unstarted(this::run);
  }

  /**
   * Starts following.
   *
   * @param name names the thread and stands in log messages
   */
  public static LogTail start(AuditLog log, String name, Reader reader) {
    LogTail tail = new LogTail(log, name, reader);
    tail.thread.start();
    return tail;
  }

  private void run() {
    long pause = POLL.toMillis();
    while (!closed) {
      try {
        follow();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        if (closed) {
          return;
        }
        tellOnce(e);
        pause = failing ? Math.min(2 * pause, LONGEST_PAUSE.toMillis()) : POLL.toMillis();
        failing = true;
        if (!slept(pause)) {
          return;
        }
      }
    }
  }

  private void tellOnce(Exception e) {
    if (!failing) {
      LOG.warn("Following the access log for {} failed; it is tried again", name, e);
    }
  }

  /** False when the tail was closed meanwhile. */
  private static boolean slept(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Returns when closed only; throws for the entries to be given again. */
  private void follow() throws Exception {
    EntryCursor cursor = log.cursor(reader.next());
    boolean told = false;
    while (!closed) {
      List<StoredEntry> entries = log.read(cursor, BATCHES_AT_ONCE);
      if (!entries.isEmpty()) {
        reader.accept(entries);
        recovered();
        told = false;
      } else if (!told) {
        reader.caughtUp();
        recovered();
        told = true;
      } else {
        log.awaitIndex(cursor.next(), POLL);
        reader.idle();
      }
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.info("The access log is followed again for {}", name);
    }
  }

  /** Ends the thread; returns when it has ended. A reader that waits is interrupted. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
