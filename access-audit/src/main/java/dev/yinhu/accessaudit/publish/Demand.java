package dev.yinhu.accessaudit.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who wait for a checkpoint that covers an entry, and the publisher, which comes sooner for
 * them. Safe for use by many threads.
 */
final class Demand {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition served = lock.newCondition();
  private long wantedSize;
  private long servedSize;

  /** Waits until a checkpoint covers the entry; false when the time was over before. */
  boolean await(long entry, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      wantedSize = Math.max(wantedSize, entry + 1);
      asked.signal();
      long left = atMost.toNanos();
      while (servedSize <= entry && left > 0) {
        left = served.awaitNanos(left);
      }
      return servedSize > entry;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody waited for more than is served. */
  boolean isOpen() {
    lock.lock();
    try {
      return wantedSize > servedSize;
    } finally {
      lock.unlock();
    }
  }

  /** Lets those go on who waited for it. */
  void served(long size) {
    lock.lock();
    try {
      servedSize = size;
      served.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The publisher's pause, which ends early when somebody asks, but not before the soonest. */
  void pause(Duration usual, Duration soonest) throws InterruptedException {
    long began = System.nanoTime();
    awaitAsked(usual);
    long least = Math.min(usual.toNanos(), soonest.toNanos());
    TimeUnit.NANOSECONDS.sleep(least - (System.nanoTime() - began));
  }

  private void awaitAsked(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (wantedSize <= servedSize && left > 0) {
        left = asked.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
