package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TilePath;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every name that a source lists. The tree's own tiles were checked already, as far as the
 * walk went; partial ones that they grew from are compared with them; the rest is told.
 */
final class NameCheck {
  private static final Set<String> KNOWN =
      Set.of(CheckpointCheck.NAME, "vkey", Manifest.NAME, Manifest.HASH_NAME);

  private final Coverage coverage;
  private final LogParts parts;
  private final Findings findings;
  private final Set<String> known = new HashSet<>(KNOWN);

  NameCheck(Coverage coverage, Optional<Manifest> manifest, LogParts parts, Findings findings) {
    this.coverage = coverage;
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
    if (path.isEmpty() || !coverage.tree().reaches(path.get())) {
      findings.add(Fault.NAME_UNKNOWN, Place.of(name));
    } else if (!coverage.covers(coverage.own(path.get()))) {
      findings.add(Fault.NOT_COVERED, Place.of(name));
    } else if (path.get().width() != coverage.own(path.get()).width()) {
      partial(path.get());
    }
  }

  /** A tile from when the log was shorter. */
  private void partial(TilePath path) {
    Optional<byte[]> own;
    Optional<byte[]> grown;
    switch (path) {
      case TilePath.Hashes hashes -> {
        own = parts.hashes(hashes).bytes();
        var larger = (TilePath.Hashes) coverage.own(hashes);
        int length = hashes.width() * MerkleHash.BYTES;
        grown =
            parts
                .hashes(larger)
                .bytes()
                .map(bytes -> Arrays.copyOf(bytes, Math.min(length, bytes.length)));
      }
      case TilePath.Entries entries -> {
        own = parts.entries(entries).bytes();
        var larger = (TilePath.Entries) coverage.own(entries);
        grown =
            parts.entries(larger).bytes().map(bytes -> LogParts.beginning(bytes, entries.width()));
      }
    }
    if (grown.isEmpty()) {
      findings.add(Fault.NOT_COVERED, Place.of(path.text()), "the tile it grew into is not there");
    } else if (own.isPresent() && !Arrays.equals(own.get(), grown.get())) {
      findings.add(Fault.PARTIAL_CHANGED, Place.of(path.text()));
    }
  }
}
