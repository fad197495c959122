package dev.yinhu.crypto;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after the epochs: each minute it applies what stands in the erasure ledger
 * and was not applied, begins a new epoch when it is time, wraps waiting subject keys anew and
 * destroys the epochs that are left empty. Every node may do so at once.
 */
final class EpochKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochKeeper.class);
  private static final long PERIOD_SECONDS = 60;

  private final Epochs epochs;
  private final KeyChangeRecord record;
  private final Rounds rounds =
      new Rounds("epoch-keeper", "Epochs could not be looked after", this::perform);

  EpochKeeper(Epochs epochs, KeyChangeRecord record) {
    this.epochs = epochs;
    this.record = record;
  }

  void start() {
    rounds.start(PERIOD_SECONDS);
  }

  /** What the clock does each minute. */
  void perform(BooleanSupplier stop) {
    epochs.catchUp();
    if (epochs.due()) {
      rotate();
    }
    if (epochs.isDraining()) {
      Drained drained = epochs.drain(_ -> {}, stop, record);
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

  @Override
  public void close() {
    rounds.close();
  }
}
