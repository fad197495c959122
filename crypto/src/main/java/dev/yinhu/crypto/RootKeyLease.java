package dev.yinhu.crypto;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how long a root key that a token opened is held: it is opened anew well within the time,
 * and when the token has been away for the whole of it, everything is locked until the token is
 * back. The time counts from the beginning of the last contact that succeeded.
 *
 * <p>A thread of its own for the time, and a new one for each contact: a contact may hang for as
 * long as a driver likes, and the time ends all the same; and the cipher library keeps the last key
 * of a thread for as long as the thread lives. Safe for use by many threads.
 */
final class RootKeyLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RootKeyLease.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** What is locked and unlocked with the root key. */
  interface Room {
    /** Forgets every key. */
    void lock();

    /** Reads the keys again; throws when it cannot, and is locked as before. */
    void unlock();
  }

  private final RootKeyFile.Opener opener;
  private final RootKey rootKey;
  private final Room room;
  private final long timeNanos;
  private final ScheduledExecutorService time =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("root-key-time").factory());
  private long lastContact;
  private boolean held = true;
  private boolean failing;
  private boolean closed;
  private volatile @Nullable Thread lastContactThread;

  /**
   * @param openedAt {@link System#nanoTime} before the key was opened
   */
  RootKeyLease(
      RootKeyFile.Opener opener, RootKey rootKey, Room room, Duration held, long openedAt) {
    this.opener = opener;
    this.rootKey = rootKey;
    this.room = room;
    this.timeNanos = held.toNanos();
    this.lastContact = openedAt;
  }

  void start() {
    long look = Math.clamp(timeNanos / 20, SHORTEST_NANOS, LONGEST_LOOK_NANOS);
    var _ = time.scheduleWithFixedDelay(this::expire, look, look, TimeUnit.NANOSECONDS);
    next(timeNanos / 4);
  }

  private synchronized void next(long nanos) {
    if (!closed) {
      var _ = time.schedule(this::contact, Math.max(nanos, SHORTEST_NANOS), TimeUnit.NANOSECONDS);
    }
  }

  private void contact() {
    lastContactThread = Thread.ofPlatform().daemon().name("root-key-contact").start(this::renew);
  }

  private void renew() {
    long began = System.nanoTime();
    byte[] opened = new byte[0];
    long pause = Math.min(timeNanos / 4, RETRY_NANOS);
    try {
      opened = opener.bytes();
      renewed(began, opened);
      pause = timeNanos / 4;
    } catch (RuntimeException | Error e) { // Whatever a driver does, the next try must come.
      failed(e);
    } finally {
      Arrays.fill(opened, (byte) 0);
      next(pause);
    }
  }

  private synchronized void renewed(long began, byte[] opened) {
    if (closed) {
      return;
    }
    rootKey.unlock(opened);
    if (!held) {
      room.unlock();
      held = true;
      LOG.warn("The root key is open again: keys are available.");
    } else if (failing) {
      LOG.info("The root key was opened again: contact is back.");
    }
    failing = false;
    lastContact = began;
  }

  private synchronized void failed(Throwable e) {
    if (closed) {
      return;
    }
    if (!held) {
      room.lock(); // The root key may be open while the database was not: both or none.
      LOG.debug("The root key cannot be opened again yet: {}", e.getMessage());
    } else if (!failing) {
      failing = true;
      LOG.warn(
          "The root key cannot be opened again: {}. Keys in memory go on for {} s.",
          e.getMessage(),
          TimeUnit.NANOSECONDS.toSeconds(timeNanos - (System.nanoTime() - lastContact)));
    }
  }

  private synchronized void expire() {
    if (held && !closed && System.nanoTime() - lastContact >= timeNanos) {
      held = false;
      room.lock();
      LOG.error(
          "The root key could not be opened for {} s: keys are cleared and requests that need one"
              + " are refused until it can be.",
          TimeUnit.NANOSECONDS.toSeconds(timeNanos));
    }
  }

  /**
   * Ends the contacts. One that is about to end is waited for, as its thread would keep the last
   * key that it used; one that hangs is not, for longer than half a second.
   */
  @Override
  public void close() {
    end();
    Thread contact = lastContactThread;
    if (contact != null) {
      try {
        boolean _ = contact.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void end() {
    closed = true;
    time.shutdownNow();
    opener.close();
  }
}
