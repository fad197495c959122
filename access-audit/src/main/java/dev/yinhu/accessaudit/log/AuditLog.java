package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.EntryJson;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The append-only access log over one PostgreSQL; several nodes may write to the same one.
 *
 * <p>Durability: the future of an append completes only after PostgreSQL has committed the entry
 * (with {@code synchronous_commit} on, so flushed to disk), together with the tree's new root. What
 * an entry allows must wait for it. Order: an entry appended after another's future completed has
 * the higher index. Indexes have no gaps.
 *
 * <p>Safe for use by many threads. {@link #append} never blocks; the reading methods do.
 */
public final class AuditLog implements AutoCloseable {
  private static final String CLOSED = "the access log is closed";

  private final LogStore store;
  private final BlockingQueue<Waiting> queue;
  private final Growth growth = new Growth();
  private final Sequencer sequencer;
  private final Thread writer;
  private volatile boolean closed;

  private AuditLog(DataSource dataSource, AuditLogConfig config, InstantSource clock) {
    this.store = new LogStore(dataSource);
    this.queue = new ArrayBlockingQueue<>(config.maxWaiting());
    this.sequencer = new Sequencer(store, queue, config, clock, growth);
    this.writer = Thread.ofPlatform().name("audit-sequencer").daemon().unstarted(sequencer);
  }

  /** Opens the log on a database whose schema {@code audit} is migrated, and starts its writer. */
  public static AuditLog open(DataSource dataSource, AuditLogConfig config, InstantSource clock) {
    AuditLog log = new AuditLog(dataSource, config, clock);
    log.head();
    log.writer.start();
    return log;
  }

  /**
   * Appends the entry, in several leaves when one cannot hold it. The future completes on the log's
   * only writer: what depends on it must not block there, or every append waits.
   *
   * @return completes with the index of the (last) leaf when all of it is durable; completes
   *     exceptionally with {@link AuditUnavailable} when it is not or too many entries wait
   * @throws IllegalArgumentException when an entry that cannot be split exceeds {@link
   *     EntryJson#MAX_BYTES}
   */
  public CompletableFuture<Long> append(AuditEntry entry) {
    List<byte[]> leaves = EntryJson.leaves(entry);
    if (leaves.size() == 1) {
      return append(leaves.getFirst());
    }
    List<CompletableFuture<Long>> parts = leaves.stream().map(this::append).toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(all -> parts.getLast().join());
  }

  /** Appends one leaf of at most {@link EntryJson#MAX_BYTES} bytes; as {@link #append}. */
  CompletableFuture<Long> append(byte[] leaf) {
    if (leaf.length > EntryJson.MAX_BYTES) {
      throw new IllegalArgumentException("a leaf of " + leaf.length + " bytes is too large");
    }
    Waiting waiting = new Waiting(leaf);
    if (closed) {
      return refused(CLOSED);
    }
    if (!queue.offer(waiting)) {
      return refused("too many entries wait for the access log; try again later");
    }
    // Closed meanwhile: either the writer still takes it, or nobody does and it is refused here.
    return closed && queue.remove(waiting) ? refused(CLOSED) : waiting.index();
  }

  private static CompletableFuture<Long> refused(String why) {
    return CompletableFuture.failedFuture(new AuditUnavailable(why));
  }

  /** How many entries wait for their commit, for metrics. */
  public int waiting() {
    return queue.size();
  }

  /** Size and root as committed last, by whichever node. Blocks. */
  public TreeHead head() {
    long written = growth.size();
    try (Connection connection = store.connect()) {
      TreeHead head = LogStore.head(connection).tree();
      if (head.size() < written) {
        growth.turnedBack(written, head.size());
      }
      return head;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Index of the first entry that was not pruned; below it are only entries that are held. Blocks.
   */
  public long firstKept() {
    try {
      return store.boundary();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Gives the index of each entry that is held below this one and below {@link #firstKept}, in
   * order. Blocks.
   */
  public void forEachHeld(long below, LongConsumer action) {
    try {
      store.heldIndexes(below, action);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * The entry at the index, empty when the log is shorter, or when the entry was pruned: then the
   * index is below {@link #firstKept}. Blocks.
   *
   * @throws LogGap when it is missing and was not pruned
   * @throws LogDamaged when it was changed
   */
  public Optional<StoredEntry> entry(long index) {
    try {
      Optional<StoredEntry> entry = stored(index);
      if (entry.isEmpty() && index < store.size()) {
        // Between the looks the log may have grown, or been pruned.
        entry = stored(index);
        if (entry.isEmpty() && index >= store.boundary()) {
          throw new LogGap(index, "the log's head says " + store.size() + " entries");
        }
      }
      return StoredEntry.checked(entry.stream().toList()).stream().findFirst();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private Optional<StoredEntry> stored(long index) throws SQLException {
    if (index < store.boundary()) {
      return store.heldFrom(index, 1, 1).stream().filter(held -> held.index() == index).findFirst();
    }
    return store
        .batchWith(index)
        .map(batch -> batch.stored().get((int) (index - batch.firstIndex())));
  }

  /**
   * The entries at these places, in the order asked for, in one round trip; those that were pruned
   * are left out. Blocks.
   *
   * @throws LogDamaged when one of them was changed, or is missing and was not pruned
   * @throws AuditException when the entry of an index lies elsewhere
   */
  public List<StoredEntry> entriesAt(List<EntryPlace> places) {
    try {
      List<StoredEntry> entries = places.isEmpty() ? List.of() : store.at(places);
      MerkleHash hash = new MerkleHash();
      for (StoredEntry entry : entries) {
        if (!entry.fits(hash)) {
          throw misplaced(entry.index());
        }
      }
      if (entries.size() < places.size()) {
        throwUnlessPruned(places, entries);
      }
      return entries;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * Gives the entries at these places, in any order; those that were pruned are left out. For many
   * places that lie together, as it then reads their batches whole. Blocks.
   *
   * @param places as many as memory holds with what lies around them
   * @return how many were given
   * @throws LogDamaged as {@link #entriesAt}
   * @throws AuditException as {@link #entriesAt}
   */
  public int forEachAt(List<EntryPlace> places, Consumer<StoredEntry> action) {
    try {
      return new Gathering(store, this::entriesAt, action).read(places);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private void throwUnlessPruned(List<EntryPlace> places, List<StoredEntry> found)
      throws SQLException {
    Set<Long> there = found.stream().map(StoredEntry::index).collect(Collectors.toSet());
    long boundary = store.boundary();
    for (EntryPlace place : places) {
      if (place.index() >= boundary && !there.contains(place.index())) {
        throw misplaced(place.index());
      }
    }
  }

  /** Either the log is not as it was, or whoever named the place is wrong. */
  private AuditException misplaced(long index) {
    entry(index);
    return new AuditException("the entry at index " + index + " is not at its place");
  }

  /**
   * Gives every entry from the index on, in order, up to the end of the log as it is reached.
   * Memory does not grow with the log. Blocks.
   *
   * @throws LogGap when an entry is missing that was not pruned; those before it were given
   * @throws LogDamaged when an entry was changed; those of the batches before it were given
   */
  public void forEach(long from, Consumer<StoredEntry> action) {
    try {
      EntryCursor cursor = new EntryCursor(store, from);
      List<StoredEntry> entries = cursor.read();
      while (!entries.isEmpty()) {
        entries.forEach(action);
        entries = cursor.read();
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * As {@link #forEach(long, Consumer)}, up to an index that is not given any more.
   *
   * @param until not beyond the end of the log
   */
  public void forEach(long from, long until, Consumer<StoredEntry> action) {
    try {
      EntryCursor cursor = new EntryCursor(store, from);
      List<StoredEntry> entries = cursor.read();
      while (!entries.isEmpty() && entries.getFirst().index() < until) {
        entries.stream().filter(entry -> entry.index() < until).forEach(action);
        entries = cursor.read();
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static AuditUnavailable unreadable(SQLException e) {
    return new AuditUnavailable("the access log cannot be read; try again later", e);
  }

  /** Reads forward from the index. */
  EntryCursor cursor(long from) {
    return new EntryCursor(store, from);
  }

  /** The cursor's next entries; empty at the end. Blocks. */
  List<StoredEntry> read(EntryCursor cursor) {
    try {
      return cursor.read();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** How far this node has written since it was started, as a size; 0 when it has not. */
  public long written() {
    return growth.size();
  }

  /**
   * Waits, at most so long, for this node to write an entry at or above the index. Entries that are
   * gone since, with a database that was turned back, are not taken for such: otherwise whoever
   * follows the log would not wait at all.
   */
  public void awaitIndex(long index, Duration most) throws InterruptedException {
    if (growth.size() > index) {
      var _ = head();
    }
    growth.await(index, most);
  }

  /**
   * Reads every entry again, recomputes all hashes and the root, and compares with what is stored.
   * Memory does not grow with the log. Blocks for long on a long log.
   *
   * @return the head that was recomputed
   * @throws AuditException naming the first index at which something does not fit
   */
  public TreeHead recompute() {
    try {
      return new LogCheck(store).recompute();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Takes no more entries, writes those that wait, and ends the writer. */
  @Override
  public void close() {
    closed = true;
    sequencer.stop();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    queue.forEach(late -> late.index().completeExceptionally(new AuditUnavailable(CLOSED)));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
