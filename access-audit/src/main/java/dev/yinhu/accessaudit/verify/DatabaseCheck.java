package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Verifies the tables of the log, for those who keep it: every batch, its entries against their
 * hashes, the stored nodes, head and frontier, the entries that are held below a pruned boundary,
 * and that the tree is the one that each signed checkpoint states. Reads only, all as it stood at
 * one moment. Memory does not grow with the log.
 */
public final class DatabaseCheck {
  private static final int BATCHES_AT_ONCE = 16;

  private final RowStore store;
  private final Findings findings = new Findings();
  private final Verifier.Progress progress;
  private final PruneDeclaration declaration;
  private final RecomputedTree tree;
  private final StatedRoots roots;
  private final TreeHasher hasher = new TreeHasher();

  /** The end of the tile in which the first row begins: what is below it no leaf hash proves. */
  private long prunedTo;

  private long entries;

  private DatabaseCheck(
      RowStore store, Trust trust, Map<String, String> notes, Verifier.Progress progress) {
    this.store = store;
    this.progress = progress;
    this.declaration = new PruneDeclaration(trust.prunedBelow());
    this.tree = new RecomputedTree(new StoredNodes(store), findings);
    this.roots = new StatedRoots(trust, notes, findings);
  }

  /**
   * Verifies.
   *
   * @param trust the log's keys
   * @param notes signed checkpoints by where they were found, such as {@code audit.checkpoint},
   *     read before this is called
   * @throws AuditUnavailable when the database does not answer
   */
  public static Verdict verify(
      DataSource dataSource, Trust trust, Map<String, String> notes, Verifier.Progress progress) {
    Map<String, String> all = new TreeMap<>(notes);
    trust.since().ifPresent(note -> all.put(SinceCheck.NAME, note));
    try (RowStore store = RowStore.open(dataSource)) {
      return new DatabaseCheck(store, trust, all, progress).run();
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
    try (RowStore store = RowStore.open(dataSource)) {
      return store.notes();
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
    try (RowStore store = RowStore.open(dataSource)) {
      return store.firstEntryFrom(time);
    } catch (SQLException e) {
      throw new AuditUnavailable("the log cannot be read; try again later", e);
    }
  }

  private Verdict run() throws SQLException {
    grow(new byte[0]);
    walk();
    head();
    roots.end(tree.size());
    boolean complete = findings.tampered() == 0;
    PruneChain chain = declaration.chain(prunedTo, roots.bound(), complete);
    PruneChain unproven = declaration.chain(prunedTo, Long.MAX_VALUE, complete);
    findings.outcomes(chain, "audit.batch");
    pruned(chain);
    long boundary = store.boundary();
    recorded(boundary, chain, unproven);
    new HeldCheck(store, findings).run(Math.max(prunedTo, boundary), chain.held());
    if (roots.bound() == 0 && tree.size() > 0) {
      findings.add(Fault.NOTHING_COMPARED, Place.of("checkpoint"));
    }
    return verdict();
  }

  private void walk() throws SQLException {
    long from = Long.MIN_VALUE;
    List<RowStore.Row> rows = store.rows(from, BATCHES_AT_ONCE);
    while (!rows.isEmpty()) {
      for (RowStore.Row row : rows) {
        row(row);
      }
      progress.verified(entries);
      from = rows.getLast().first();
      rows = from == Long.MAX_VALUE ? List.of() : store.rows(from + 1, BATCHES_AT_ONCE);
    }
  }

  private void row(RowStore.Row row) throws SQLException {
    boolean follows =
        row.first() >= tree.size()
            && row.count() > 0
            && row.first() <= Long.MAX_VALUE - TilePath.FULL - row.count();
    if (!follows) {
      findings.add(
          Fault.BATCH_WRONG,
          Place.of("audit.batch " + row.first()),
          "it overlaps the batch before it, is empty, or has no place in a log");
      return;
    }
    if (row.first() > tree.size()) {
      gap(row.first());
    }
    Optional<byte[]> computed = hasher.leaves(row.entries(), row.count());
    boolean hashesFit = row.hashes().length == (long) row.count() * MerkleHash.BYTES;
    if (computed.isPresent() && hashesFit) {
      if (compare(row, computed.get())) {
        declaration.read(row.entries(), row.first());
      }
    } else {
      findings.add(
          Fault.BATCH_WRONG,
          place(row, 0, row.count()),
          computed.isEmpty() ? "the entries" : "the leaf hashes");
    }
    Optional<byte[]> hashes = hashesFit ? Optional.of(row.hashes()) : computed;
    if (hashes.isPresent()) {
      grow(hashes.get());
    } else {
      pass(row.first() + row.count());
    }
  }

  /** Nothing from the start on is pruning, or looks like it; further on it is not. */
  private void gap(long first) throws SQLException {
    if (tree.size() == 0) {
      prunedTo = Math.ceilDiv(first, (long) TilePath.FULL) * TilePath.FULL;
    } else {
      findings.add(Fault.BATCH_GAP, Place.of("audit.batch " + first, tree.size(), first));
    }
    pass(first);
  }

  /** True when every entry has its hash. */
  private boolean compare(RowStore.Row row, byte[] computed) {
    boolean same = true;
    for (int i = 0; i < row.count(); i++) {
      int at = i * MerkleHash.BYTES;
      int end = at + MerkleHash.BYTES;
      if (Arrays.equals(computed, at, end, row.hashes(), at, end)) {
        entries += row.end(i) > prunedTo && row.end(i) <= roots.size() ? 1 : 0;
      } else {
        same = false;
        findings.add(Fault.ENTRIES_CHANGED, place(row, i, i + 1));
      }
    }
    return same;
  }

  private static Place place(RowStore.Row row, int from, int to) {
    return Place.of("audit.batch " + row.first(), row.first() + from, row.first() + to);
  }

  /** Grows the tree and stops wherever a checkpoint states a root. */
  private void grow(byte[] hashes) throws SQLException {
    long end = tree.size() + hashes.length / MerkleHash.BYTES;
    int used = 0;
    while (roots.next() <= end) {
      int until = hashes.length - (int) (end - roots.next()) * MerkleHash.BYTES;
      tree.add(Arrays.copyOfRange(hashes, used, until));
      used = until;
      roots.judge(tree.root());
    }
    tree.add(Arrays.copyOfRange(hashes, used, hashes.length));
  }

  /** Passes entries that are not there; at the end of a tile the stored nodes give a root. */
  private void pass(long end) throws SQLException {
    while (roots.next() <= end) {
      tree.skipTo(roots.next());
      roots.judge(tree.root());
    }
    tree.skipTo(end);
  }

  private void head() throws SQLException {
    Place place = Place.of("audit.head");
    Optional<RowStore.Head> read = store.head();
    Optional<byte[]> root = tree.root();
    if (read.isEmpty()) {
      findings.add(Fault.HEAD_WRONG, place, "it has not one row");
    } else if (read.get().size() != tree.size()) {
      findings.add(
          Fault.HEAD_WRONG,
          place,
          "it says %d entries, the batches have %d".formatted(read.get().size(), tree.size()));
    } else if (root.isEmpty()) {
      findings.add(Fault.NOT_COMPARED, place, "its tree has parts that are not there");
    } else {
      compare(read.get(), root.get(), place);
    }
  }

  private void compare(RowStore.Head head, byte[] root, Place place) {
    if (!Arrays.equals(root, head.root())) {
      findings.add(Fault.HEAD_WRONG, place, "root");
    }
    if (!Arrays.equals(tree.frontier(), head.frontier())) {
      findings.add(Fault.HEAD_WRONG, place, "frontier");
    }
  }

  /** Pruning takes whole tiles, and never the last entries. */
  private void pruned(PruneChain chain) {
    Place place = Place.of("audit.batch", 0, prunedTo);
    if (prunedTo > tree.size()) {
      findings.add(Fault.BATCH_GAP, place, "the last tile is not pruned");
    } else if (prunedTo > 0) {
      findings.add(new Finding.Pruned(new IndexRange(0, prunedTo), place, chain.about(prunedTo)));
    }
  }

  /** The service shows nothing below the recorded boundary, so it must be one that was declared. */
  private void recorded(long boundary, PruneChain chain, PruneChain unproven) {
    if (chain.about(boundary) == Finding.Declared.NOT) {
      findings.add(
          unproven.about(boundary) == Finding.Declared.NOT
              ? Fault.PRUNING_UNDECLARED
              : Fault.NOT_COMPARED,
          Place.of("audit.pruned " + boundary, 0, boundary));
    }
  }

  private Verdict verdict() {
    return new Verdict(
        roots.last().map(CheckpointCheck.Read::checkpoint),
        roots.last().map(CheckpointCheck.Read::signed).orElse(false),
        roots.last().map(CheckpointCheck.Read::witnesses).orElse(List.of()),
        new IndexRange(0, Math.min(tree.size(), roots.size())),
        entries,
        findings.tampered(),
        findings.unverifiable(),
        findings.sorted());
  }
}
