package dev.yinhu.accessaudit.log;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that works in rounds until it is closed. No fault ends it, an {@link Error} neither: a
 * follower that died of an exhausted heap or a missing class would be missed by nobody.
 *
 * <p>Safe for use by many threads.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What is done; called by the worker's thread only. */
  public interface Work {
    /**
     * One round, or many: closing interrupts it.
     *
     * @return the pause before the next call
     */
    Duration round() throws Exception;

    /**
     * The round threw; not called when that is because of closing. Tells people, once.
     *
     * @return the pause before the next call
     */
    Duration failed(Throwable fault);
  }

  private final Work work;
  private final Thread thread;
  private volatile boolean closed;

  private Worker(String name, Work work) {
    this.work = work;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /**
   * Not working yet.
   *
   * @param name of the thread
   */
  public static Worker of(String name, Work work) {
    return new Worker(name, work);
  }

  /** Begins, once. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(round());
      } catch (InterruptedException e) {
        // Closed, or else nobody has a reason to interrupt it.
      }
    }
  }

  private Duration round() throws InterruptedException {
    try {
      return work.round();
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      return closed ? Duration.ZERO : failed(e);
    }
  }

  private Duration failed(Throwable fault) {
    try {
      return work.failed(fault);
    } catch (Throwable e) {
      LOG.error("{} met a fault and goes on", thread.getName(), e);
      return PAUSE;
    }
  }

  /** False once the thread has ended, whyever. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Interrupts what it does; returns when the thread has ended. */
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
