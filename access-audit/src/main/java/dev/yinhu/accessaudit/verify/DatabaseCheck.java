package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Verifies the tables of the log, for those who keep it: every batch, its entries against their
 * hashes, the stored nodes, head and frontier, and that the tree is the one that each signed
 * checkpoint states. Reads only; what is appended meanwhile is not looked at. Memory does not grow
 * with the log.
 */
public final class DatabaseCheck {
  private static final int BATCHES_AT_ONCE = 16;

  private record Stated(String place, CheckpointCheck.Read read) {}

  private final RowStore store;
  private final Findings findings = new Findings();
  private final Verifier.Progress progress;
  private final PruneDeclaration declaration;
  private final GrowingTree tree;
  private final TreeHasher hasher = new TreeHasher();
  private long prunedTo;
  private long entries;

  private DatabaseCheck(DataSource dataSource, Trust trust, Verifier.Progress progress) {
    this.store = new RowStore(dataSource);
    this.progress = progress;
    this.declaration = new PruneDeclaration(trust.prunedBelow());
    this.tree = new GrowingTree(new StoredNodes(store), findings);
  }

  /**
   * Verifies.
   *
   * @param trust the log's keys; its {@code since} is not used
   * @param notes signed checkpoints by where they were found, such as {@code audit.checkpoint}
   * @throws AuditUnavailable when the database does not answer
   */
  public static Verdict verify(
      DataSource dataSource, Trust trust, Map<String, String> notes, Verifier.Progress progress) {
    try {
      return new DatabaseCheck(dataSource, trust, progress).run(trust, new TreeMap<>(notes));
    } catch (SQLException e) {
      throw new AuditUnavailable("the tables of the log cannot be read; verify again later", e);
    }
  }

  /**
   * The checkpoints that are stored in the database, by where they are.
   *
   * @throws AuditUnavailable when the database does not answer
   */
  public static Map<String, String> notes(DataSource dataSource) {
    try {
      return new RowStore(dataSource).notes();
    } catch (SQLException e) {
      throw new AuditUnavailable("the stored checkpoints cannot be read; try again later", e);
    }
  }

  /**
   * Index of the first entry of the first batch that was committed at or after a time; the size of
   * the log when there is none.
   *
   * @throws AuditUnavailable when the database does not answer
   */
  public static long firstEntryFrom(DataSource dataSource, Instant time) {
    try {
      return new RowStore(dataSource).firstEntryFrom(time);
    } catch (SQLException e) {
      throw new AuditUnavailable("the log cannot be read; try again later", e);
    }
  }

  private Verdict run(Trust trust, Map<String, String> notes) throws SQLException {
    List<Stated> stated = stated(trust, notes);
    Optional<RowStore.Head> head = store.head();
    if (head.isEmpty()) {
      findings.add(Fault.HEAD_WRONG, Place.of("audit.head"), "it has not one row");
    }
    long size = head.map(RowStore.Head::size).orElse(Long.MAX_VALUE);
    walk(size, stated);
    head.ifPresent(this::compare);
    for (Stated each : stated) {
      Checkpoint checkpoint = each.read().checkpoint();
      if (checkpoint.size() > tree.size()) {
        findings.add(
            Fault.SINCE_LONGER,
            Place.of(each.place()),
            "%d entries, not %d".formatted(tree.size(), checkpoint.size()));
      }
    }
    if (prunedTo > 0) {
      findings.add(
          new Finding.Pruned(
              new IndexRange(0, prunedTo),
              Place.of("audit.batch", 0, prunedTo),
              declaration.covers(prunedTo)));
    }
    return verdict(stated);
  }

  private List<Stated> stated(Trust trust, Map<String, String> notes) {
    CheckpointCheck check = new CheckpointCheck(trust, findings);
    if (notes.isEmpty()) {
      findings.add(Fault.CHECKPOINT_MISSING, Place.of("checkpoint"));
    }
    List<Stated> stated = new ArrayList<>();
    notes.forEach((place, note) ->
        check.read(note, place).ifPresent(read -> stated.add(new Stated(place, read))));
    stated.sort(Comparator.comparingLong(each -> each.read().checkpoint().size()));
    return stated;
  }

  private void walk(long size, List<Stated> stated) throws SQLException {
    long from = 0;
    while (from < size) {
      List<RowStore.Row> rows = store.rows(from, BATCHES_AT_ONCE);
      if (rows.isEmpty()) {
        break;
      }
      for (RowStore.Row row : rows) {
        from = row.first() + 1;
        if (row.first() < size) {
          row(row, stated);
        }
      }
      progress.verified(entries);
    }
    compare(stated, tree.size(), new byte[0]);
  }

  private void row(RowStore.Row row, List<Stated> stated) throws SQLException {
    Place place = place(row, 0, Math.max(0, row.count()));
    if (row.first() < tree.size() || row.count() < 1) {
      findings.add(Fault.BATCH_WRONG, place, "it overlaps the batch before it, or is empty");
      return;
    }
    if (row.first() > tree.size()) {
      gap(row.first());
    }
    Optional<byte[]> computed = hasher.leaves(row.entries(), row.count());
    boolean hashesFit = row.hashes().length == row.count() * MerkleHash.BYTES;
    if (computed.isEmpty() || !hashesFit) {
      findings.add(
          Fault.BATCH_WRONG, place, computed.isEmpty() ? "the entries" : "the leaf hashes");
    } else {
      compare(row, computed.get());
    }
    Optional<byte[]> hashes = hashesFit ? Optional.of(row.hashes()) : computed;
    if (hashes.isPresent()) {
      compare(stated, row.first() + row.count(), hashes.get());
    } else {
      tree.skipTo(row.first() + row.count());
    }
    declaration.read(row.entries());
  }

  /** Nothing from the start on is pruning, or looks like it; further on it is not. */
  private void gap(long first) throws SQLException {
    if (tree.size() == 0) {
      prunedTo = first;
    } else {
      findings.add(Fault.BATCH_GAP, Place.of("audit.batch " + first, tree.size(), first));
    }
    tree.skipTo(first);
  }

  private void compare(RowStore.Row row, byte[] computed) {
    for (int i = 0; i < row.count(); i++) {
      int at = i * MerkleHash.BYTES;
      int end = at + MerkleHash.BYTES;
      if (Arrays.equals(computed, at, end, row.hashes(), at, end)) {
        entries++;
      } else {
        findings.add(Fault.ENTRIES_CHANGED, place(row, i, i + 1));
      }
    }
  }

  private static Place place(RowStore.Row row, int from, int to) {
    long first = Math.max(0, row.first());
    return Place.of("audit.batch " + row.first(), first + from, first + to);
  }

  /** Grows the tree and stops wherever a checkpoint states a root. */
  private void compare(List<Stated> stated, long end, byte[] hashes) throws SQLException {
    int used = 0;
    for (Stated each : stated) {
      Checkpoint checkpoint = each.read().checkpoint();
      long there = checkpoint.size();
      boolean here = there > tree.size() || (there == tree.size() && hashes.length == 0);
      if (here && there <= end) {
        int until = hashes.length - (int) (end - there) * MerkleHash.BYTES;
        tree.add(Arrays.copyOfRange(hashes, used, until));
        used = until;
        tree.root()
            .filter(root -> !Arrays.equals(root, checkpoint.head().root()))
            .ifPresent(_ ->
                findings.add(
                    Fault.SINCE_DIFFERS, Place.of(each.place()), "entries below " + there));
      }
    }
    tree.add(Arrays.copyOfRange(hashes, used, hashes.length));
  }

  private void compare(RowStore.Head head) {
    Place place = Place.of("audit.head");
    if (head.size() != tree.size()) {
      findings.add(
          Fault.HEAD_WRONG,
          place,
          "it says %d entries, the batches have %d".formatted(head.size(), tree.size()));
      return;
    }
    tree.root()
        .ifPresent(root -> {
          if (!Arrays.equals(root, head.root())) {
            findings.add(Fault.HEAD_WRONG, place, "root");
          }
          if (!Arrays.equals(tree.frontier(), head.frontier())) {
            findings.add(Fault.HEAD_WRONG, place, "frontier");
          }
        });
  }

  private Verdict verdict(List<Stated> stated) {
    Optional<Stated> last = stated.isEmpty() ? Optional.empty() : Optional.of(stated.getLast());
    return new Verdict(
        last.map(each -> each.read().checkpoint()),
        last.map(each -> each.read().signed()).orElse(false),
        last.map(each -> each.read().witnesses()).orElse(List.of()),
        new IndexRange(0, tree.size()),
        entries,
        findings.tampered(),
        findings.unverifiable(),
        findings.sorted());
  }
}
