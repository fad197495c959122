package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.log.LogTail;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.signal.SignalStore.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the log to the detectors and what they find to the database. Only who holds the lease
 * does; every transaction holds the row of the lease, so that a node that was paused and whose
 * lease went to another can write nothing. For the thread of one {@link LogTail}.
 */
final class Evaluator implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

  private final Jdbi jdbi;
  private final SignalSettings settings;
  private final RegisterVersions registers;
  private final InstantSource clock;
  private final Pace pace;
  private final Consumer<SignalWarning> opened;
  private final UUID me = UUID.randomUUID();

  private Detection detection;
  private long watermark;
  private long next;
  private long snapshotIndex;
  private long snapshotNanos;
  private long commitNanos;
  private @Nullable Instant latest;

  /** False while an entry is half way through the detectors. */
  private boolean whole;

  /**
   * How often.
   *
   * @param lease after which time of silence another node takes over
   * @param tryLease how often a node that waits looks whether it can
   * @param commit after this time the watermark is moved, also when nothing was found
   * @param snapshotEntries after so many entries what is remembered is written down
   * @param snapshotTime and after this time
   */
  record Pace(
      Duration lease,
      Duration tryLease,
      Duration commit,
      long snapshotEntries,
      Duration snapshotTime) {
    static final Pace USUAL =
        new Pace(
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            200_000,
            Duration.ofMinutes(2));
  }

  Evaluator(
      Jdbi jdbi,
      SignalSettings settings,
      RegisterVersions registers,
      InstantSource clock,
      Pace pace,
      Consumer<SignalWarning> opened) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.registers = registers;
    this.clock = clock;
    this.pace = pace;
    this.opened = opened;
    this.detection = new Detection(settings, registers);
  }

  /** Waits for the lease and goes on from the last snapshot. */
  @Override
  public long next() {
    Position position = awaitLease();
    detection = new Detection(settings, registers);
    Optional<byte[]> snapshot = SignalStore.transact(jdbi, SignalStore::snapshot);
    boolean restored = snapshot.isPresent() && detection.restore(snapshot.get());
    if (snapshot.isPresent() && !restored) {
      LOG.info("What the signals remember is of another release; the log is read from its begin");
      detection = new Detection(settings, registers);
    }
    next = restored ? position.snapshotIndex() : 0;
    watermark = position.watermark();
    snapshotIndex = next;
    snapshotNanos = System.nanoTime();
    commitNanos = snapshotNanos;
    latest = null;
    whole = true;
    return next;
  }

  private Position awaitLease() {
    while (true) {
      Optional<Position> got = SignalStore.transact(jdbi, store -> store.lease(me, pace.lease()));
      if (got.isPresent()) {
        return got.get();
      }
      try {
        Thread.sleep(pace.tryLease());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EvaluationLost("closed while another node evaluates", e);
      }
    }
  }

  @Override
  public void accept(List<StoredEntry> entries) {
    List<Finding> found = new ArrayList<>();
    for (StoredEntry entry : entries) {
      whole = false;
      boolean known = entry.index() < watermark;
      detection.see(entry.index(), entry.leaf(), known ? _ -> {} : found::add);
      whole = true;
      next = entry.index() + 1;
    }
    latest = entries.getLast().committedAt();
    if (!found.isEmpty() || System.nanoTime() - commitNanos >= pace.commit().toNanos()) {
      commit(found, snapshotIsDue());
    }
  }

  @Override
  public void idle() {
    if (System.nanoTime() - commitNanos >= pace.commit().toNanos()) {
      commit(List.of(), snapshotIsDue());
    }
  }

  private boolean snapshotIsDue() {
    return next - snapshotIndex >= pace.snapshotEntries()
        || (next > snapshotIndex
            && System.nanoTime() - snapshotNanos >= pace.snapshotTime().toNanos());
  }

  private void commit(List<Finding> found, boolean withSnapshot) {
    whole = false;
    List<SignalWarning> told = new ArrayList<>();
    SignalStore.transact(jdbi, store -> write(store, found, withSnapshot, told));
    whole = true;
    watermark = Math.max(watermark, next);
    commitNanos = System.nanoTime();
    if (withSnapshot) {
      snapshotIndex = next;
      snapshotNanos = commitNanos;
    }
    told.forEach(opened);
  }

  private long write(
      SignalStore store, List<Finding> found, boolean withSnapshot, List<SignalWarning> told) {
    Position held =
        store.hold(me).orElseThrow(() -> new EvaluationLost("another node evaluates the log now"));
    if (held.watermark() != watermark) {
      throw new EvaluationLost(
          "the log was evaluated up to %d, not %d".formatted(held.watermark(), watermark));
    }
    if (found.isEmpty() && !withSnapshot) {
      // Nothing is lost with it: what comes after an older watermark is found again.
      store.mayBeLost();
    }
    long change = held.change();
    if (!found.isEmpty()) {
      change = new Disposal(store, settings, clock.instant()).take(found, change, told);
    }
    store.advance(Math.max(watermark, next), change, latest, pace.lease());
    if (withSnapshot) {
      store.saveSnapshot(detection.snapshot(), next);
    }
    return change;
  }

  /** After the tail has ended: writes what is remembered and lets another node go on at once. */
  void release() {
    try {
      if (whole && next > snapshotIndex) {
        commit(List.of(), true);
      }
      SignalStore.transact(jdbi, store -> store.release(me));
    } catch (RuntimeException e) {
      LOG.info("The lease of the signals runs out by itself ({})", e.getClass().getName());
    }
  }
}
