package dev.yinhu.accessaudit.proof;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.proof.PublishedRead.Beyond;
import dev.yinhu.accessaudit.proof.PublishedRead.Present;
import dev.yinhu.accessaudit.proof.PublishedRead.Pruned;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TileRead;
import dev.yinhu.accessaudit.tile.TiledTree;
import dev.yinhu.accessaudit.tile.Tiles;

/**
 * The log as one published checkpoint states it. Every proof is verified against the checkpoint's
 * root before it is given: when the database does not give that root any more, an {@link
 * AuditException} says so instead. Immutable; safe for use by many threads; its methods block while
 * they read.
 */
public final class PublishedTree {
  private final String note;
  private final Checkpoint checkpoint;
  private final TiledTree tree;
  private final Tiles tiles;

  private PublishedTree(String note, Checkpoint checkpoint, Tiles tiles) {
    this.note = note;
    this.checkpoint = checkpoint;
    this.tree = new TiledTree(checkpoint.size());
    this.tiles = tiles;
  }

  static PublishedTree of(String note, Tiles tiles) {
    return new PublishedTree(note, Checkpoint.parse(SignedNote.parse(note).text()), tiles);
  }

  /** Number of entries. */
  public long size() {
    return checkpoint.size();
  }

  /** The checkpoint, as signed. */
  public String note() {
    return note;
  }

  /** The bytes of a tile or an entry bundle, full or partial. */
  public PublishedRead<byte[]> tile(TilePath path) {
    if (!tree.reaches(path)) {
      return new Beyond<>(size());
    }
    return switch (path) {
      case TilePath.Entries entries -> PublishedRead.of(tiles.entries(entries));
      case TilePath.Hashes hashes ->
          switch (tiles.hashes(hashes)) {
            case TileRead.Present<HashTile>(HashTile tile) -> new Present<>(tile.bytes());
            case TileRead.Pruned<HashTile>(long firstKept) -> new Pruned<>(firstKept);
          };
    };
  }

  /**
   * The proof that this tree has the entry at an index.
   *
   * @param index not negative
   */
  public PublishedRead<TlogProof> inclusion(long index) {
    if (index >= size()) {
      return new Beyond<>(size());
    }
    return switch (tiles.inclusion(index, size())) {
      case TileRead.Present<InclusionProof>(InclusionProof proof) -> {
        check(proof.proves(leafHash(index), checkpoint.head().root()), "index " + index);
        yield new Present<>(TlogProof.of(proof, note));
      }
      case TileRead.Pruned<InclusionProof>(long firstKept) -> new Pruned<>(firstKept);
    };
  }

  private byte[] leafHash(long index) {
    return present(tiles.leafHash(index, size()));
  }

  /**
   * The proof that the tree of one size begins with that of another.
   *
   * @param from not negative
   * @param to not below {@code from}
   */
  public PublishedRead<ConsistencyProof> consistency(long from, long to) {
    if (to > size()) {
      return new Beyond<>(size());
    }
    return switch (tiles.consistency(from, to)) {
      case TileRead.Present<ConsistencyProof>(ConsistencyProof proof) -> {
        byte[] oldRoot = present(tiles.root(from));
        byte[] newRoot = to == size() ? checkpoint.head().root() : present(tiles.root(to));
        check(proof.proves(oldRoot, newRoot), "size " + from + " to " + to);
        yield new Present<>(proof);
      }
      case TileRead.Pruned<ConsistencyProof>(long firstKept) -> new Pruned<>(firstKept);
    };
  }

  private static <T> T present(TileRead<T> read) {
    return switch (read) {
      case TileRead.Present<T>(T value) -> value;
      case TileRead.Pruned<T>(long firstKept) ->
          throw new AuditException("the log was just pruned below index " + firstKept);
    };
  }

  private void check(boolean proven, String what) {
    if (!proven) {
      throw new AuditException(
          "the tiles of the log do not lead to the published root of %d entries (%s): it was changed;"
                  .formatted(size(), what)
              + " verify it with: yinhu audit verify");
    }
  }
}
