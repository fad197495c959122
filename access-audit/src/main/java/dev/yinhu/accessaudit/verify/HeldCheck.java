package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Checks the copies of entries that outlive their pruning: each must lead, by the hashes kept with
 * it, to the stored node of its tile, which the root of the tree proves; and there must be as many
 * as the log says, and those of which it says so. For one thread.
 */
final class HeldCheck {
  private static final int AT_ONCE = 256;
  private static final int LEVELS = 8;

  private final RowStore store;
  private final Findings findings;
  private final StoredNodes nodes;
  private final MerkleHash hash = new MerkleHash();
  private final HeldHash which = new HeldHash();

  HeldCheck(RowStore store, Findings findings) {
    this.store = store;
    this.findings = findings;
    this.nodes = new StoredNodes(store);
  }

  /**
   * Checks those below a boundary; others are left over from a pruning that was broken off.
   *
   * @param stated how many, and which, the log says there are
   */
  void run(long boundary, Optional<PruneChain.Held> stated) throws SQLException {
    long found = 0;
    List<RowStore.Held> held = store.held(Long.MIN_VALUE, boundary, AT_ONCE);
    while (!held.isEmpty()) {
      for (RowStore.Held each : held) {
        check(each);
        which.add(each.index());
      }
      found += held.size();
      held = store.held(held.getLast().index() + 1, boundary, AT_ONCE);
    }
    count(found, stated);
  }

  private void check(RowStore.Held held) throws SQLException {
    byte[] leafHash = hash.leaf(held.entry());
    boolean proven =
        held.index() >= 0
            && Arrays.equals(leafHash, held.leafHash())
            && held.siblings().length == LEVELS * MerkleHash.BYTES
            && nodes
                .node(1, held.index() / TilePath.FULL)
                .filter(node -> Arrays.equals(node, tileRoot(held, leafHash)))
                .isPresent();
    if (!proven) {
      String resource = "audit.held " + held.index();
      findings.add(
          Fault.HELD_CHANGED,
          held.index() < 0
              ? Place.of(resource)
              : Place.of(resource, held.index(), held.index() + 1));
    }
  }

  private byte[] tileRoot(RowStore.Held held, byte[] leafHash) {
    byte[] root = leafHash;
    for (int level = 0; level < LEVELS; level++) {
      int at = level * MerkleHash.BYTES;
      byte[] sibling = Arrays.copyOfRange(held.siblings(), at, at + MerkleHash.BYTES);
      boolean right = (held.index() >>> level & 1) == 1;
      root = right ? hash.node(sibling, root) : hash.node(root, sibling);
    }
    return root;
  }

  private void count(long found, Optional<PruneChain.Held> stated) {
    Optional<Long> wanted = stated.flatMap(PruneChain.Held::number);
    boolean same = which.fits(stated.flatMap(PruneChain.Held::hash));
    if (found == wanted.orElse(0L) && same) {
      return;
    }
    boolean certain = wanted.isPresent() && stated.filter(PruneChain.Held::certain).isPresent();
    findings.add(
        certain ? Fault.HELD_MISSING : Fault.HELD_UNCOUNTED,
        Place.of("audit.held"),
        found == wanted.orElse(0L)
            ? "%d, but not those that the log states".formatted(found)
            : "%d, the log states %s".formatted(found, wanted.map(String::valueOf).orElse("none")));
  }
}
