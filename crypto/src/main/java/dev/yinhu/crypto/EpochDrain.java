package dev.yinhu.crypto;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Wraps the keys of living subjects under the current epoch and the active version of the keyring
 * {@code subject}, in short transactions that several nodes may run at once and that a crash leaves
 * half-way without harm; then destroys the epochs that are left empty. Safe for use by many
 * threads.
 */
final class EpochDrain {
  private static final int AT_ONCE = 500;
  private static final SubjectHash BEFORE_ALL = new SubjectHash(new byte[0]);

  private final Keyrings keyrings;
  private final EpochKeys epochs;
  private final SubjectKeys keys;
  private final RewrapStore store;

  EpochDrain(Keyrings keyrings, EpochKeys epochs, SubjectKeys keys, RewrapStore store) {
    this.keyrings = keyrings;
    this.epochs = epochs;
    this.keys = keys;
    this.store = store;
  }

  RewrapStore.Wanted wanted() {
    return wanted(target());
  }

  private record Target(KeyVersion version, EpochKey epoch) {}

  private Target target() {
    return new Target(keyrings.active(KeyringName.SUBJECT), epochs.current());
  }

  private static RewrapStore.Wanted wanted(Target target) {
    return new RewrapStore.Wanted(target.epoch().id(), target.version().keyId());
  }

  boolean anyWaiting() {
    return store.anyWaiting(wanted());
  }

  long waiting() {
    return store.waiting(wanted());
  }

  /**
   * Runs until nothing more can be done: all keys are wrapped as wanted, or what is left is being
   * worked on by another node or does not open.
   *
   * @param progress told after each transaction how many keys are done
   * @param stop asked before each transaction whether to end early
   * @param record records that nothing waits any more, and the end of each epoch
   * @return what was done, and how many keys are left
   */
  Drained run(LongConsumer progress, BooleanSupplier stop, KeyChangeRecord record) {
    long moved = 0;
    long before = -1;
    while (moved > before && !stop.getAsBoolean() && anyWaiting()) {
      before = moved;
      moved += pass(before, progress, stop);
    }
    long left = waiting();
    if (moved > 0 && left == 0) {
      RewrapStore.Wanted done = wanted();
      record.make(
          "epoch-drain",
          Map.of("epoch", Integer.toString(done.epoch()), "keys", Long.toString(moved)),
          () -> true);
    }
    return new Drained(moved, left, epochs.destroyDrained(record));
  }

  /**
   * Once through the table, by the order of the hashes; begins anew when epoch or version changed.
   */
  private long pass(long already, LongConsumer progress, BooleanSupplier stop) {
    Target target = target();
    SubjectHash after = BEFORE_ALL;
    long moved = 0;
    while (!stop.getAsBoolean()) {
      Optional<RewrapStore.Batch> batch =
          store.step(
              after,
              wanted(target),
              AT_ONCE,
              rows -> keys.rewrap(rows, target.version(), target.epoch()));
      if (batch.isEmpty()) {
        epochs.reload();
        keyrings.reload();
        return moved;
      }
      if (batch.get().last().isEmpty()) {
        return moved;
      }
      after = batch.get().last().get();
      moved += batch.get().changed();
      progress.accept(already + moved);
    }
    return moved;
  }
}
