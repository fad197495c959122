package dev.yinhu.accessaudit.log;

import java.time.Duration;

/**
 * Tells those who follow the log that this node has written to it. Safe for use by many threads.
 */
final class Growth {
  private long size;

  /** The log was committed up to this size. */
  synchronized void reached(long committed) {
    size = Math.max(size, committed);
    notifyAll();
  }

  synchronized long size() {
    return size;
  }

  /**
   * The log is smaller than this node wrote it: the database was turned back.
   *
   * @param known what {@link #size} gave before the log was looked at
   */
  synchronized void turnedBack(long known, long to) {
    if (size == known) {
      size = to;
    }
  }

  /** Waits until this node has committed an entry at or above the index, at most so long. */
  synchronized void await(long index, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (size <= index) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
