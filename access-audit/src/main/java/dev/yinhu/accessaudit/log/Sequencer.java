package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that gives entries their index: takes one, drains what waits, writes the batch in
 * one round trip, answers, repeats. No timer: under load the batches grow by themselves. When far
 * fewer entries wait than the batch before had, their senders are about to come back with the next:
 * a moment's patience then spares a commit that would hardly carry anything. A lone client never
 * waits.
 *
 * <p>A batch whose commit outcome is unknown is looked up by its id before it is tried again. That
 * is safe: the statement moves the head by compare-and-set, so of a lost statement that still runs
 * and a second try only one can succeed.
 */
final class Sequencer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final int MAX_ENTRIES = 1_024;
  private static final int MAX_BYTES = 4 << 20;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration MOMENT = Duration.ofNanos(20_000);
  private static final int PATIENCE = 3;

  private final BlockingQueue<Waiting> queue;
  private final AuditLogConfig config;
  private final InstantSource clock;
  private final Growth growth;
  private final MerkleHash hash = new MerkleHash();

  private final HeldConnection connection;
  private final Waiting wakeUp = new Waiting(new byte[0]);
  private volatile boolean stopping;
  private @Nullable CompactRange tree;
  private boolean failing;
  private int lastBatch;

  /** The size of the log at which the batch in hand was sent first. */
  private OptionalLong triedAt = OptionalLong.empty();

  private @Nullable Waiting carried;

  Sequencer(
      LogStore store,
      BlockingQueue<Waiting> queue,
      AuditLogConfig config,
      InstantSource clock,
      Growth growth) {
    this.growth = growth;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
    this.connection = new HeldConnection(store, config.networkTimeout());
  }

  /**
   * Lets the writer end once nothing waits any more. Not by interrupting it: that would break off
   * its wait for a connection, and so the writing of what waits.
   */
  void stop() {
    stopping = true;
    // A queue without room has entries, which wake the writer as well.
    var _ = queue.offer(wakeUp);
  }

  /** Runs until it is stopped and nothing waits any more. */
  @Override
  public void run() {
    for (Waiting first = next(); first != null; first = next()) {
      if (first != wakeUp) {
        commitCatchingAll(batchFrom(first));
      }
    }
    connection.drop();
  }

  private @Nullable Waiting next() {
    Waiting first = carried;
    carried = null;
    while (first == null && !stopping) {
      try {
        first = queue.take();
      } catch (InterruptedException e) {
        // Nobody has a reason to: ending now would leave every later entry waiting for ever.
        LOG.warn("The access log's writer was interrupted and goes on");
      }
    }
    return first != null ? first : queue.poll();
  }

  private List<Waiting> batchFrom(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    batch.add(first);
    int bytes = first.leaf().length;
    int patience = PATIENCE;
    while (batch.size() < MAX_ENTRIES) {
      Waiting next = queue.poll();
      if (next == null && batch.size() < lastBatch * 3 / 4 && patience-- > 0) {
        LockSupport.parkNanos(MOMENT.toNanos());
        continue;
      }
      if (next == null || next == wakeUp) {
        break;
      }
      bytes += next.leaf().length;
      if (bytes > MAX_BYTES) {
        carried = next;
        break;
      }
      batch.add(next);
    }
    lastBatch = batch.size();
    return batch;
  }

  /** Commits or refuses the batch. */
  private void commitCatchingAll(List<Waiting> batch) {
    try {
      commit(batch);
    } catch (RuntimeException | Error e) {
      LOG.error("The access log's writer met a fault; the entries of this batch are refused", e);
      disconnect();
      refuse(batch, e);
    }
  }

  private void commit(List<Waiting> batch) {
    UUID batchId = UUID.randomUUID();
    long giveUpAt = System.nanoTime() + config.giveUpAfter().toNanos();
    boolean outcomeUnknown = false;
    triedAt = OptionalLong.empty();
    while (true) {
      try {
        OptionalLong first = tryCommit(batchId, batch, outcomeUnknown);
        if (first.isPresent()) {
          recovered();
          answer(batch, first.getAsLong());
          return;
        }
      } catch (SQLException e) {
        // Stays so for this batch: a lost statement may still be on its way in the server.
        outcomeUnknown = true;
        disconnect();
        if (failing || System.nanoTime() - giveUpAt > 0) {
          gaveUp(e);
          refuseWithAllThatWait(batch, e);
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** The first index when the batch stands; empty when another node moved the head. */
  private OptionalLong tryCommit(UUID batchId, List<Waiting> batch, boolean outcomeUnknown)
      throws SQLException {
    Connection open = connection.open();
    OptionalLong known =
        outcomeUnknown && triedAt.isPresent()
            ? LogStore.findBatch(open, batchId, triedAt.getAsLong())
            : OptionalLong.empty();
    return known.isPresent() ? known : tryAppend(open, batchId, batch);
  }

  /** The first index when the batch was committed; empty when another node moved the head. */
  private OptionalLong tryAppend(Connection open, UUID batchId, List<Waiting> batch)
      throws SQLException {
    CompactRange current = tree != null ? tree : LogStore.head(open).range();
    CompactRange next = current.copy();
    LeafHashes hashes = LeafHashes.ofCount(batch.size());
    List<byte[]> leaves = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      byte[] leafHash = hash.leaf(batch.get(i).leaf());
      hashes.set(i, leafHash);
      next.append(leafHash);
      leaves.add(batch.get(i).leaf());
    }
    long first = current.size();
    if (triedAt.isEmpty()) {
      triedAt = OptionalLong.of(first);
    }
    EntryBundle entries = EntryBundle.of(leaves);
    Batch row = new Batch(first, batch.size(), batchId, clock.instant(), entries, hashes);
    boolean committed = LogStore.append(open, first, next, row);
    tree = committed ? next : null;
    return committed ? OptionalLong.of(first) : OptionalLong.empty();
  }

  private void disconnect() {
    tree = null;
    connection.drop();
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.info("The access log can be written again");
    }
  }

  private void gaveUp(SQLException e) {
    if (!failing) {
      failing = true;
      LOG.error(
          "The access log cannot be written; every access is refused until it can (SQL state {})",
          e.getSQLState());
    }
  }

  private void answer(List<Waiting> batch, long first) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).index().complete(first + i);
    }
    growth.reached(first + batch.size());
  }

  /** Those that wait would only meet the same fault, each batch for a connection timeout longer. */
  private void refuseWithAllThatWait(List<Waiting> batch, Throwable cause) {
    List<Waiting> all = new ArrayList<>(batch);
    if (carried != null) {
      all.add(carried);
      carried = null;
    }
    queue.drainTo(all);
    refuse(all, cause);
  }

  private static void refuse(List<Waiting> batch, Throwable cause) {
    AuditUnavailable refusal =
        new AuditUnavailable("the access log cannot be written; try again later", cause);
    batch.forEach(waiting -> waiting.index().completeExceptionally(refusal));
  }
}
