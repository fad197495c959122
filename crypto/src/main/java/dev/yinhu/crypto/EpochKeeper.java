package dev.yinhu.crypto;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after the epochs: each minute it applies what stands in the erasure ledger
 * and was not applied, begins a new epoch when it is time, wraps waiting subject keys anew and
 * destroys the epochs that are left empty. Every node may do so at once. It never dies of a
 * failure: that is told once, and the round comes again.
 */
final class EpochKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochKeeper.class);
  private static final long PERIOD_SECONDS = 60;

  private final Epochs epochs;
  private final KeyChangeRecord record;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("epoch-keeper").daemon().factory());
  private volatile boolean closed;
  private boolean failing;

  EpochKeeper(Epochs epochs, KeyChangeRecord record) {
    this.epochs = epochs;
    this.record = record;
  }

  void start() {
    var _ = timer.scheduleWithFixedDelay(this::round, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** What the clock does each minute. */
  void round() {
    try {
      perform();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        LOG.warn(
            "Epochs could not be looked after now ({}); it is tried again", e.getClass().getName());
      }
      failing = true;
    }
  }

  private void perform() {
    epochs.catchUp();
    if (epochs.due()) {
      rotate();
    }
    if (epochs.isDraining()) {
      Drained drained = epochs.drain(_ -> {}, () -> closed);
      LOG.info(
          "{} subject keys are wrapped under the current epoch now, {} wait; destroyed epochs: {}",
          drained.rewrapped(),
          drained.left(),
          drained.destroyed());
    }
  }

  private void rotate() {
    int before = epochs.current();
    boolean done =
        record.make(
            "epoch-rotate",
            Map.of("epoch", Integer.toString(before)),
            () -> epochs.rotateFrom(before) != before);
    LOG.info("A new epoch after epoch {}: {}", before, done ? "begun" : "not begun");
  }

  /** Waits for the transaction that runs. */
  @Override
  public void close() {
    closed = true;
    timer.close();
  }
}
