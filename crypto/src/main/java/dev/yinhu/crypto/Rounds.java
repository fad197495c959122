package dev.yinhu.crypto;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does the same work again and again with a pause between. It never dies of a
 * failure: that is told once, and the round comes again.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String what;
  private final Consumer<BooleanSupplier> work;
  private final ScheduledExecutorService timer;
  private volatile boolean closed;
  private boolean failing;

  /**
   * @param thread the name of the thread
   * @param what what fails when a round does, as the beginning of a sentence
   * @param work one round; what it is given says when to end early
   */
  Rounds(String thread, String what, Consumer<BooleanSupplier> work) {
    this.what = what;
    this.work = work;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(thread).daemon().factory());
  }

  /** Begins at once. */
  void start(long pauseSeconds) {
    var _ = timer.scheduleWithFixedDelay(this::round, 0, pauseSeconds, TimeUnit.SECONDS);
  }

  private void round() {
    try {
      work.accept(() -> closed);
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        LOG.warn("{} now ({}); it is tried again", what, e.getClass().getName());
      }
      failing = true;
    }
  }

  /** Waits for the step that runs. */
  @Override
  public void close() {
    closed = true;
    timer.close();
  }
}
