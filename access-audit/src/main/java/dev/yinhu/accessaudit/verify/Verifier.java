package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TiledTree;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Verifies a log, or an export of a part of it, in the layout of C2SP tlog-tiles: signatures,
 * cosignatures, every entry, every tile, the root, what was pruned, and names that do not belong.
 * Reports all that is wrong, not only the first. Needs no database and no secret.
 *
 * <p>Memory does not grow with the number of entries, but for the manifest of an export.
 */
public final class Verifier {
  /** Told now and then, by any thread. */
  @FunctionalInterface
  public interface Progress {
    /** How many entries were verified so far. */
    void verified(long entries);
  }

  private final Trust trust;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final LogParts parts;
  private final LongAdder entries = new LongAdder();

  private Verifier(LogSource source, Trust trust, Progress progress) {
    this.trust = trust;
    this.progress = progress;
    this.parts = new LogParts(source, findings);
  }

  /**
   * Verifies.
   *
   * @throws dev.yinhu.accessaudit.AuditException when it is interrupted
   */
  public static Verdict verify(LogSource source, Trust trust) {
    return verify(source, trust, verified -> {});
  }

  /** As {@link #verify(LogSource, Trust)}, and tells how far it is. */
  public static Verdict verify(LogSource source, Trust trust, Progress progress) {
    return new Verifier(source, trust, progress).run();
  }

  private Verdict run() {
    CheckpointCheck checkpoints = new CheckpointCheck(trust, findings);
    Optional<CheckpointCheck.Read> read = checkpoints.read(parts);
    ManifestCheck manifests = new ManifestCheck(parts, findings);
    Optional<Manifest> manifest = manifests.read();
    manifest.ifPresent(manifests::files);
    if (read.isEmpty()) {
      return verdict(read, new IndexRange(0, 0));
    }
    Checkpoint checkpoint = read.get().checkpoint();
    IndexRange scope = scope(manifest, checkpoint.size());
    boolean tiled = manifest.isEmpty() || manifest.get().kind() != Manifest.Kind.SUBJECT;
    if (tiled) {
      tree(checkpoint, scope);
    } else {
      entries.add(new ProofCheck(parts, findings).proven(manifest.get(), checkpoint));
    }
    trust
        .since()
        .flatMap(note -> checkpoints.read(note, SinceCheck.NAME))
        .ifPresent(
            earlier -> new SinceCheck(parts, findings).begins(checkpoint, earlier.checkpoint()));
    new NameCheck(new TiledTree(checkpoint.size()), manifest, parts, findings).run();
    return verdict(read, scope);
  }

  /** An export says which part it is; what is cut off there is not told as missing. */
  private IndexRange scope(Optional<Manifest> manifest, long size) {
    IndexRange whole = new IndexRange(0, size);
    if (manifest.isEmpty() || manifest.get().kind() == Manifest.Kind.WHOLE) {
      return whole;
    }
    IndexRange scope = manifest.get().scope();
    if (scope.to() > size) {
      findings.add(Fault.MANIFEST_WRONG, Place.of(Manifest.NAME), "its range is beyond the log");
      return whole;
    }
    return scope;
  }

  private void tree(Checkpoint checkpoint, IndexRange scope) {
    TiledTree tree = new TiledTree(checkpoint.size());
    boolean whole = scope.count() == checkpoint.size();
    long pruned = whole ? new PrunedPrefix(parts).blocks(tree.fullTiles(0)) : 0;
    PruneDeclaration declaration = new PruneDeclaration(trust.prunedBelow());
    try (Lanes lanes = new Lanes(parts.source().lanes())) {
      new TreeWalk(
              tree,
              scope,
              pruned,
              parts,
              findings,
              lanes,
              (path, bundle) -> {
                if (pruned > 0) {
                  declaration.read(bundle);
                }
                entries.add(path.width());
                progress.verified(entries.sum());
              })
          .from(checkpoint.head().root());
    }
    if (pruned > 0) {
      IndexRange range = new IndexRange(0, pruned * TilePath.FULL);
      findings.add(
          new Finding.Pruned(
              range,
              Place.of("tile/entries", range.from(), range.to()),
              declaration.covers(range.to())));
    }
  }

  private Verdict verdict(Optional<CheckpointCheck.Read> read, IndexRange scope) {
    return new Verdict(
        read.map(CheckpointCheck.Read::checkpoint),
        read.map(CheckpointCheck.Read::signed).orElse(false),
        read.map(CheckpointCheck.Read::witnesses).orElse(List.of()),
        scope,
        entries.sum(),
        findings.tampered(),
        findings.unverifiable(),
        findings.sorted());
  }
}
