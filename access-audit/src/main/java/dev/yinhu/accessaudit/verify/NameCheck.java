package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every name that a source lists: the tree's own tiles were checked already, partial ones
 * that they grew from are compared with them, and the rest is told.
 */
final class NameCheck {
  private static final Set<String> KNOWN =
      Set.of(CheckpointCheck.NAME, "vkey", Manifest.NAME, Manifest.HASH_NAME);

  private final TiledTree tree;
  private final LogParts parts;
  private final Findings findings;
  private final Set<String> known = new HashSet<>(KNOWN);

  NameCheck(TiledTree tree, Optional<Manifest> manifest, LogParts parts, Findings findings) {
    this.tree = tree;
    this.parts = parts;
    this.findings = findings;
    manifest.ifPresent(read ->
        read.files().stream()
            .map(Manifest.Entry::name)
            .filter(name -> TilePath.parse(name).isEmpty())
            .forEach(known::add));
  }

  void run() {
    try {
      parts.source().names(this::name);
    } catch (IOException e) {
      findings.add(Fault.UNREADABLE, Place.of("."), LogParts.reason(e));
    }
  }

  private void name(String name) {
    if (known.contains(name)) {
      return;
    }
    Optional<TilePath> path = TilePath.parse(name);
    if (path.isEmpty() || !tree.reaches(path.get())) {
      findings.add(Fault.NAME_UNKNOWN, Place.of(name));
    } else if (path.get().width() != width(path.get())) {
      partial(path.get());
    }
  }

  /** What the tree's tile of this place has. */
  private int width(TilePath path) {
    return switch (path) {
      case TilePath.Hashes hashes -> tree.width(hashes.level(), hashes.number());
      case TilePath.Entries entries -> tree.width(0, entries.number());
    };
  }

  /** A tile from when the log was shorter. */
  private void partial(TilePath path) {
    Optional<byte[]> own;
    Optional<byte[]> grown;
    switch (path) {
      case TilePath.Hashes hashes -> {
        own = parts.hashes(hashes).bytes();
        var larger = new TilePath.Hashes(hashes.level(), hashes.number(), width(path));
        int length = hashes.width() * MerkleHash.BYTES;
        grown =
            parts
                .hashes(larger)
                .bytes()
                .map(bytes -> Arrays.copyOf(bytes, Math.min(length, bytes.length)));
      }
      case TilePath.Entries entries -> {
        own = parts.entries(entries).bytes();
        var larger = new TilePath.Entries(entries.number(), width(path));
        grown =
            parts.entries(larger).bytes().map(bytes -> LogParts.beginning(bytes, entries.width()));
      }
    }
    if (own.isPresent() && grown.isPresent() && !Arrays.equals(own.get(), grown.get())) {
      findings.add(Fault.PARTIAL_CHANGED, Place.of(path.text()));
    }
  }
}
