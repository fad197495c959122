package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Goes from the root of a tree down to its entries. The right edge must give the root; then every
 * tile must give its hash in the tile above. A tile that does not is told and, if the tiles below
 * it give that hash, made anew from them, so that what stands below is checked all the same. Holds
 * one tile for each level. For one thread; shares the lowest level among {@link Lanes}.
 */
final class TreeWalk {
  private static final int TILE_BYTES = TilePath.FULL * MerkleHash.BYTES;

  /** So many hashes of a tile may differ from below and be told apart: 2^8 roots to try. */
  private static final int MENDABLE = 8;

  private final TiledTree tree;
  private final IndexRange scope;
  private final long prunedBlocks;
  private final LogParts parts;
  private final Findings findings;
  private final Lanes lanes;
  private final BlockCheck.Verified verified;
  private final TreeHasher hasher = new TreeHasher();
  private final List<IndexRange> passed = new ArrayList<>();

  /**
   * @param scope the entries whose blocks must be there
   * @param prunedBlocks so many blocks at the beginning need not
   */
  TreeWalk(
      TiledTree tree,
      IndexRange scope,
      long prunedBlocks,
      LogParts parts,
      Findings findings,
      Lanes lanes,
      BlockCheck.Verified verified) {
    this.tree = tree;
    this.scope = scope;
    this.prunedBlocks = prunedBlocks;
    this.parts = parts;
    this.findings = findings;
    this.lanes = lanes;
    this.verified = verified;
  }

  /**
   * Checks everything within the scope against the root.
   *
   * @return false when the tiles do not give the root, so that no entry is proven to be in the tree
   */
  boolean from(byte[] root) {
    RightEdge edge = new RightEdge(tree, hasher);
    List<Optional<byte[]>> stored = new ArrayList<>();
    for (int level = 0; level < tree.levels(); level++) {
      stored.add(edge.path(level).map(this::stored).orElse(Optional.of(new byte[0])));
    }
    List<Optional<byte[]>> right = settle(edge, stored, root);
    boolean bound = givesRoot(edge, right, root);
    // A root that could not be made, as some of it could not be read, does not differ.
    if (!bound && (right.stream().allMatch(Optional::isPresent) || !parts.someUnreadable())) {
      findings.add(Fault.ROOT_DIFFERS, Place.of("checkpoint"));
    }
    for (int level = tree.levels() - 1; level >= 0; level--) {
      Optional<TilePath.Hashes> path = edge.path(level);
      if (path.isPresent() && right.get(level).isPresent()) {
        below(path.get(), right.get(level).get(), bound);
      }
    }
    return bound;
  }

  /** The pruned parts of which nothing was looked at, as the hashes above them are gone too. */
  List<IndexRange> passed() {
    return List.copyOf(passed);
  }

  private static boolean givesRoot(RightEdge edge, List<Optional<byte[]>> tiles, byte[] root) {
    return tiles.stream().allMatch(Optional::isPresent)
        && Arrays.equals(edge.root(tiles.stream().map(Optional::orElseThrow).toList()), root);
  }

  /** A tile's bytes if they have the right length. */
  private Optional<byte[]> stored(TilePath.Hashes path) {
    return parts
        .hashes(path)
        .bytes()
        .filter(bytes -> bytes.length == path.width() * MerkleHash.BYTES);
  }

  /** The right edge as the root proves it; as far as it does not, as it is stored or follows. */
  private List<Optional<byte[]>> settle(
      RightEdge edge, List<Optional<byte[]>> stored, byte[] root) {
    if (givesRoot(edge, stored, root)) {
      return stored;
    }
    List<Optional<byte[]>> rebuilt = new ArrayList<>();
    for (int level = 0; level < stored.size(); level++) {
      rebuilt.add(edge.path(level).map(this::rebuilt).orElse(Optional.of(new byte[0])));
    }
    Optional<List<RightEdge.Origin>> origins = edge.choose(stored, rebuilt, root);
    List<Optional<byte[]>> settled = new ArrayList<>();
    for (int level = 0; level < stored.size(); level++) {
      boolean fromBelow =
          origins.isPresent()
              ? origins.get().get(level) == RightEdge.Origin.REBUILT
              : stored.get(level).isEmpty();
      if (fromBelow) {
        edge.path(level).ifPresent(this::tileWrong);
      }
      settled.add(fromBelow ? rebuilt.get(level) : stored.get(level));
    }
    return settled;
  }

  private void tileWrong(TilePath.Hashes path) {
    LogParts.Part part = parts.hashes(path);
    if (!part.unreadable()) {
      findings.add(part.bytes().isPresent() ? Fault.TILE_CHANGED : Fault.TILE_MISSING, place(path));
    }
  }

  /** The tile as what stands below it gives it; where that is not there, as it is stored. */
  private Optional<byte[]> rebuilt(TilePath.Hashes path) {
    if (path.level() == 0) {
      return parts
          .entries(new TilePath.Entries(path.number(), path.width()))
          .bytes()
          .flatMap(bundle -> hasher.leaves(bundle, path.width()));
    }
    Optional<byte[]> stored = stored(path);
    byte[] hashes = new byte[path.width() * MerkleHash.BYTES];
    for (int i = 0; i < path.width(); i++) {
      long child = path.number() * TilePath.FULL + i;
      int at = i * MerkleHash.BYTES;
      Optional<byte[]> root =
          stored(new TilePath.Hashes(path.level() - 1, child, TilePath.FULL))
              .map(tile -> hasher.root(tile, 0, TilePath.FULL))
              .or(() -> stored.map(tile -> Arrays.copyOfRange(tile, at, at + MerkleHash.BYTES)));
      if (root.isEmpty()) {
        return Optional.empty();
      }
      System.arraycopy(root.get(), 0, hashes, at, MerkleHash.BYTES);
    }
    return Optional.of(hashes);
  }

  /**
   * Checks what stands below the hashes of a tile.
   *
   * @param bound true when the hashes are proven by the root
   */
  private void below(TilePath.Hashes path, byte[] hashes, boolean bound) {
    if (path.level() == 0) {
      if (scope.meets(first(path), first(path) + path.width())) {
        block(hasher, bound).entries(new TilePath.Entries(path.number(), path.width()), hashes);
      }
    } else if (path.level() == 1) {
      blocks(path, hashes, bound);
    } else {
      for (int i = 0; i < path.width(); i++) {
        var child =
            new TilePath.Hashes(path.level() - 1, path.number() * TilePath.FULL + i, TilePath.FULL);
        if (scope.meets(first(child), first(child) + span(child.level()))) {
          int at = i * MerkleHash.BYTES;
          tile(child, Arrays.copyOfRange(hashes, at, at + MerkleHash.BYTES), bound);
        }
      }
    }
  }

  private BlockCheck block(TreeHasher own, boolean bound) {
    return new BlockCheck(parts, findings, own, bound ? verified : (path, bundle) -> {});
  }

  private void blocks(TilePath.Hashes path, byte[] hashes, boolean bound) {
    lanes.share(
        path.width(),
        (from, to) -> {
          var check = block(new TreeHasher(), bound);
          for (int i = from; i < to; i++) {
            long number = path.number() * TilePath.FULL + i;
            long first = number * TilePath.FULL;
            if (scope.meets(first, first + TilePath.FULL)) {
              int at = i * MerkleHash.BYTES;
              check.full(
                  number,
                  Arrays.copyOfRange(hashes, at, at + MerkleHash.BYTES),
                  mayBePruned(number));
            }
          }
        });
  }

  /** A bundle at the border that cannot be read may be pruned, and its hashes with it. */
  private boolean mayBePruned(long number) {
    return number < prunedBlocks
        || (number < prunedBlocks + PrunedPrefix.PASSED
            && parts.entries(new TilePath.Entries(number, TilePath.FULL)).unreadable());
  }

  /** A full tile above the lowest level. */
  private void tile(TilePath.Hashes path, byte[] expected, boolean bound) {
    Optional<byte[]> stored = stored(path);
    if (stored.filter(bytes -> gives(bytes, expected)).isPresent()) {
      below(path, stored.get(), bound);
      return;
    }
    if (stored.isEmpty() && first(path) + span(path.level()) <= prunedBlocks * TilePath.FULL) {
      // A log may prune hashes together with the entries.
      passed.add(new IndexRange(first(path), first(path) + span(path.level())));
      return;
    }
    tileWrong(path);
    // Made of what stands below; even where that does not fit either, it is checked against itself.
    rebuilt(path)
        .map(below -> mended(stored, below, expected))
        .or(() -> stored)
        .ifPresent(hashes -> below(path, hashes, bound && gives(hashes, expected)));
  }

  /**
   * Takes each hash from the tile or from below, so that together they give what is expected; all
   * from below when no choice does, or more hashes differ than can be tried.
   */
  private byte[] mended(Optional<byte[]> stored, byte[] below, byte[] expected) {
    if (stored.isEmpty() || gives(below, expected)) {
      return below;
    }
    List<Integer> differing = differing(stored.get(), below);
    for (int choice = 1; differing.size() <= MENDABLE && choice < 1 << differing.size(); choice++) {
      byte[] mixed = below.clone();
      for (int i = 0; i < differing.size(); i++) {
        if ((choice >>> i & 1) == 1) {
          int at = differing.get(i);
          System.arraycopy(stored.get(), at, mixed, at, MerkleHash.BYTES);
        }
      }
      if (gives(mixed, expected)) {
        return mixed;
      }
    }
    return below;
  }

  private static List<Integer> differing(byte[] one, byte[] other) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < one.length; at += MerkleHash.BYTES) {
      int end = at + MerkleHash.BYTES;
      if (!Arrays.equals(one, at, end, other, at, end)) {
        places.add(at);
      }
    }
    return places;
  }

  private boolean gives(byte[] tile, byte[] expected) {
    return tile.length == TILE_BYTES
        && Arrays.equals(hasher.root(tile, 0, TilePath.FULL), expected);
  }

  private static long first(TilePath.Hashes path) {
    return path.number() * TilePath.FULL * each(path.level());
  }

  /** How many entries lie below a full tile of the level; there is none above level 6. */
  private static long span(int level) {
    return TilePath.FULL * each(level);
  }

  /** How many entries lie below a hash of the level. */
  private static long each(int level) {
    return 1L << (Byte.SIZE * level);
  }

  private Place place(TilePath.Hashes path) {
    long first = first(path);
    return Place.of(path.text(), first, first + path.width() * each(path.level()));
  }
}
