package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.LogDamaged;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one reader: a thread of its own gives it all entries in the order of their
 * index, at once those that this node writes, and those of other nodes within {@link #POLL}.
 *
 * <p>A reader that is slow, waits or fails holds up nobody but itself: after a fault, an {@link
 * Error} too, the tail waits (from {@link #POLL} up to {@link #LONGEST_PAUSE}), asks the reader
 * where to go on, and gives it the same entries again. So entries are given at least once. Where an
 * entry is changed, or missing and was not pruned ({@link LogDamaged}), it stays, and goes on when
 * it is there again.
 */
public final class LogTail implements AutoCloseable {
  /** How often the end of the log is looked at for entries of other nodes. */
  public static final Duration POLL = Duration.ofMillis(250);

  /** The longest pause between two tries after faults. */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

  /** Who follows the log; called by the tail's thread only. */
  public interface Reader {
    /** The index to go on from, asked at the start and after every fault. */
    long next();

    /**
     * Takes entries in order: consecutive ones, but where the log was pruned only those of them
     * that are held, so that the first may be later than {@link #next}, and others may be missing
     * between two. When it throws, it is given entries from {@link #next} on again.
     */
    void accept(List<StoredEntry> entries) throws Exception;

    /** The end of the log was reached, after entries or at the start. */
    default void caughtUp() throws Exception {}

    /** Nothing new has come within {@link #POLL}; called again and again while it is so. */
    default void idle() throws Exception {}

    /**
     * The tail cannot go on, after {@link #accept} has thrown or for a reason of the log; called
     * again with each try. For a reader that tells people how it stands; the tail logs it itself.
     */
    default void stopped(Throwable fault) throws Exception {}

    /** Whether such a fault is in the order of things, such as a decision of somebody. */
    default boolean isExpected(Throwable fault) {
      return false;
    }
  }

  private final Worker worker;

  private LogTail(Worker worker) {
    this.worker = worker;
  }

  /**
   * Starts following.
   *
   * @param name names the thread and stands in log messages
   */
  public static LogTail start(AuditLog log, String name, Reader reader) {
    Worker worker = Worker.of("audit-tail-" + name, new Following(log, name, reader));
    worker.start();
    return new LogTail(worker);
  }

  /** False once its thread has ended: after {@link #close}, or by a fault nobody thought of. */
  public boolean isAlive() {
    return worker.isAlive();
  }

  /** Ends the thread; returns when it has ended. A reader that waits is interrupted. */
  @Override
  public void close() {
    worker.close();
  }

  /** What the thread does: one read and what comes of it is a round. */
  private static final class Following implements Worker.Work {
    private final AuditLog log;
    private final String name;
    private final Reader reader;
    private @Nullable EntryCursor cursor;
    private boolean caughtUp;

    /** The kinds of fault that were told since it went well. */
    private final Set<Class<?>> told = new HashSet<>();

    private Duration pause = POLL;

    Following(AuditLog log, String name, Reader reader) {
      this.log = log;
      this.name = name;
      this.reader = reader;
    }

    @Override
    public Duration round() throws Exception {
      try {
        return follow();
      } catch (InterruptedException e) {
        cursor = null; // The entries that were read may not have been taken.
        throw e;
      }
    }

    private Duration follow() throws Exception {
      EntryCursor at = cursor;
      if (at == null) {
        at = log.cursor(reader.next());
        cursor = at;
        caughtUp = false;
      }
      List<StoredEntry> entries = log.read(at);
      if (!entries.isEmpty()) {
        reader.accept(entries);
        caughtUp = false;
        recovered();
      } else if (!caughtUp) {
        reader.caughtUp();
        caughtUp = true;
        recovered();
      } else {
        log.awaitIndex(at.next(), POLL);
        reader.idle();
      }
      return Duration.ZERO;
    }

    @Override
    public Duration failed(Throwable fault) {
      cursor = null;
      boolean first = told.isEmpty();
      if (told.add(fault.getClass())) {
        tell(fault);
      }
      stopReader(fault);
      Duration twice = pause.multipliedBy(2);
      pause = first ? POLL : twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      return pause;
    }

    private void tell(Throwable fault) {
      if (fault instanceof LogDamaged || fault instanceof Error) {
        LOG.error("The access log is not followed any further for {}; tried again", name, fault);
      } else if (reader.isExpected(fault)) {
        LOG.info("The access log is not followed for {} now: {}", name, fault.getMessage());
      } else {
        LOG.warn("Following the access log for {} failed; it is tried again", name, fault);
      }
    }

    private void stopReader(Throwable fault) {
      try {
        reader.stopped(fault);
      } catch (Exception e) {
        LOG.debug("It could not be told that {} does not follow the access log", name, e);
      }
    }

    private void recovered() {
      if (!told.isEmpty()) {
        told.clear();
        LOG.info("The access log is followed again for {}", name);
      }
    }
  }
}
