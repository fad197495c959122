package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;

/** Checks from the tiles that a log begins with the tree of an earlier checkpoint. */
final class SinceCheck {
  static final String NAME = "earlier checkpoint";

  private final LogParts parts;
  private final Findings findings;

  SinceCheck(LogParts parts, Findings findings) {
    this.parts = parts;
    this.findings = findings;
  }

  void begins(Checkpoint now, Checkpoint earlier) {
    Place place = Place.of(NAME);
    if (!now.origin().equals(earlier.origin())) {
      findings.add(Fault.SINCE_UNPROVEN, place, "it is of another log");
    } else if (earlier.size() > now.size()) {
      findings.add(
          Fault.SINCE_LONGER, place, "%d entries, not %d".formatted(now.size(), earlier.size()));
    } else {
      proves(now.head(), earlier.head(), place);
    }
  }

  private void proves(TreeHead now, TreeHead earlier, Place place) {
    try {
      var nodes = new TiledTree(now.size()).nodes(this::tile);
      var proof = ConsistencyProof.build(earlier.size(), now.size(), nodes);
      if (!proof.proves(earlier.root(), now.root())) {
        findings.add(Fault.SINCE_DIFFERS, place, "entries below " + earlier.size());
      }
    } catch (AuditException | IllegalArgumentException | IndexOutOfBoundsException e) {
      findings.add(Fault.SINCE_UNPROVEN, place, "a tile that the proof needs is not there");
    }
  }

  private HashTile tile(TilePath.Hashes path) {
    return parts
        .hashes(path)
        .bytes()
        .map(HashTile::of)
        .orElseThrow(() -> new AuditException(path.text() + " is missing"));
  }
}
