package dev.yinhu.accessaudit.search;

import java.time.Duration;

/**
 * How far the index has come, and who waits for it to come further. Safe for use by many threads.
 */
final class Watermark {
  /** What the maintaining thread is to do. */
  enum Task {
    REFRESH,
    LOOK,
    COMMIT,
    REOPEN,
    END
  }

  private static final long NANOS = 1_000_000;
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final long stalenessNanos;
  private final long commitNanos;
  private long added;
  private long visible;
  private long refreshed;
  private long looked = System.nanoTime();
  private long committed = System.nanoTime();
  private boolean opened;
  private int waiting;
  private boolean suspect;
  private long failures;
  private boolean closed;

  /**
   * @param staleness how long what was added may stay invisible while nobody waits for it
   * @param commit how often to commit
   */
  Watermark(Duration staleness, Duration commit) {
    this.stalenessNanos = staleness.toNanos();
    this.commitNanos = commit.toNanos();
    this.refreshed = System.nanoTime();
  }

  /** The index was opened and can be searched up to there. */
  synchronized void opened(long next) {
    added = next;
    visible = next;
    opened = true;
    notifyAll();
  }

  /** The index cannot be searched until it is opened again. */
  synchronized void shut() {
    opened = false;
  }

  synchronized void added(long next) {
    added = next;
    notifyAll();
  }

  synchronized void visible(long next) {
    visible = Math.max(visible, next);
    refreshed = System.nanoTime();
    notifyAll();
  }

  /** Something is wrong with the index: it is to be opened again. */
  synchronized void suspect() {
    if (!suspect) {
      failed();
    }
    suspect = true;
    notifyAll();
  }

  /** Something is wrong with the index, and it is tried again. */
  synchronized void failed() {
    failures++;
  }

  /** How often something was wrong. */
  synchronized long failures() {
    return failures;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Entries below this index can be searched. */
  synchronized long visible() {
    return visible;
  }

  synchronized boolean isOpened() {
    return opened;
  }

  /** Waits until the entry of the index can be searched, at most so long; whether it can. */
  synchronized boolean await(long index, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    waiting++;
    notifyAll();
    try {
      long left = most.toNanos();
      while ((!opened || visible <= index) && !closed && left > 0) {
        wait(left / NANOS, (int) (left % NANOS));
        left = deadline - System.nanoTime();
      }
      return opened && visible > index;
    } finally {
      waiting--;
    }
  }

  /**
   * Waits for work. A refresh is due at once for those who wait, else when it is time; a look at
   * what was pruned once a second.
   */
  synchronized Task next() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      if (closed) {
        return Task.END;
      }
      if (suspect) {
        suspect = false;
        return Task.REOPEN;
      }
      long lookIn = opened ? looked + LOOK_NANOS - now : Long.MAX_VALUE;
      if (lookIn <= 0) {
        looked = now;
        return Task.LOOK;
      }
      boolean behind = opened && visible < added;
      long refreshIn = behind ? refreshed + stalenessNanos - now : Long.MAX_VALUE;
      if (refreshIn <= 0 || (behind && waiting > 0)) {
        return Task.REFRESH;
      }
      long commitIn = committed + commitNanos - now;
      if (commitIn <= 0) {
        committed = now;
        return Task.COMMIT;
      }
      long left = Math.min(lookIn, Math.min(refreshIn, commitIn));
      wait(left / NANOS, (int) (left % NANOS));
    }
  }
}
