package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks a bundle of entries and the tile of their hashes against the hash that the tree has for
 * them, and tells which of the two is wrong. For one thread.
 */
final class BlockCheck {
  /** Told of bundles whose every entry is in the tree. */
  interface Verified {
    void bundle(TilePath.Entries path, byte[] bundle);
  }

  private final LogParts parts;
  private final Findings findings;
  private final TreeHasher hasher;
  private final Verified verified;

  BlockCheck(LogParts parts, Findings findings, TreeHasher hasher, Verified verified) {
    this.parts = parts;
    this.findings = findings;
    this.hasher = hasher;
    this.verified = verified;
  }

  /**
   * A full block, of which the tree says the root.
   *
   * @param pruned true when nothing of it need be there
   */
  void full(long number, byte[] expected, boolean pruned) {
    var tilePath = new TilePath.Hashes(0, number, TilePath.FULL);
    var entryPath = new TilePath.Entries(number, TilePath.FULL);
    LogParts.Part tile = parts.hashes(tilePath);
    Optional<byte[]> hashes = tile.bytes().filter(bytes -> gives(bytes, expected));
    if (hashes.isEmpty() && !(pruned && tile.bytes().isEmpty())) {
      tileWrong(tilePath, tile);
    }
    read(entryPath, pruned)
        .ifPresent(bundle -> {
          if (hashes.isPresent()) {
            entries(entryPath, bundle, hashes.get());
          } else {
            entriesAlone(entryPath, bundle, expected);
          }
        });
  }

  private boolean gives(byte[] tile, byte[] expected) {
    return tile.length == TilePath.FULL * MerkleHash.BYTES
        && Arrays.equals(hasher.root(tile, 0, TilePath.FULL), expected);
  }

  private void tileWrong(TilePath.Hashes path, LogParts.Part tile) {
    if (!tile.unreadable()) {
      findings.add(tile.bytes().isPresent() ? Fault.TILE_CHANGED : Fault.TILE_MISSING, place(path));
    }
  }

  /** Without a tile to go by the entries are all in the tree, or it is not known which are. */
  private void entriesAlone(TilePath.Entries path, byte[] bundle, byte[] expected) {
    Optional<byte[]> hashes = hasher.leaves(bundle, path.width());
    if (hashes.isEmpty()) {
      findings.add(Fault.ENTRIES_MALFORMED, place(path));
    } else if (gives(hashes.get(), expected)) {
      verified.bundle(path, bundle);
    } else {
      findings.add(
          Fault.ENTRIES_CHANGED, place(path), "which of them is not known without the tile");
    }
  }

  /** A block of which all hashes are known to be right. */
  void entries(TilePath.Entries path, byte[] hashes) {
    read(path, false).ifPresent(bundle -> entries(path, bundle, hashes));
  }

  private void entries(TilePath.Entries path, byte[] bundle, byte[] hashes) {
    Optional<byte[]> own = hasher.leaves(bundle, path.width());
    if (own.isEmpty()) {
      findings.add(Fault.ENTRIES_MALFORMED, place(path));
      return;
    }
    int wrong = Arrays.mismatch(own.get(), hashes);
    if (wrong < 0) {
      verified.bundle(path, bundle);
      return;
    }
    long first = path.number() * TilePath.FULL;
    for (int entry = wrong / MerkleHash.BYTES; entry < path.width(); entry++) {
      int at = entry * MerkleHash.BYTES;
      int end = at + MerkleHash.BYTES;
      if (!Arrays.equals(own.get(), at, end, hashes, at, end)) {
        findings.add(
            Fault.ENTRIES_CHANGED, Place.of(path.text(), first + entry, first + entry + 1));
      }
    }
  }

  private Optional<byte[]> read(TilePath.Entries path, boolean pruned) {
    LogParts.Part part = parts.entries(path);
    if (part.bytes().isEmpty() && !part.unreadable() && !pruned) {
      findings.add(Fault.ENTRIES_MISSING, place(path));
    }
    return part.bytes();
  }

  private static Place place(TilePath path) {
    long first = path.number() * TilePath.FULL;
    return Place.of(path.text(), first, first + path.width());
  }
}
