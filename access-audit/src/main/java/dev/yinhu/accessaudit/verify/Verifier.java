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

  private static final int TRIES = 3;

  private final Trust trust;
  private final Progress progress;
  private final Findings findings = new Findings();
  private final LogParts parts;
  private final LongAdder entries = new LongAdder();

  /** Whether bundles went while others were verified: what is missing then is not removed. */
  private boolean prunedMeanwhile;

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
    for (int tries = 1; ; tries++) {
      Verifier verifier = new Verifier(source, trust, progress);
      Verdict verdict = verifier.run();
      if (tries == TRIES || !verifier.prunedMeanwhile) {
        return verdict;
      }
    }
  }

  private Verdict run() {
    CheckpointCheck checkpoints = new CheckpointCheck(trust, findings);
    Optional<CheckpointCheck.Read> read = checkpoints.read(parts);
    ManifestCheck manifests = new ManifestCheck(parts, findings);
    Optional<Manifest> manifest = manifests.read();
    manifest.ifPresent(manifests::files);
    if (read.isEmpty() || manifests.unreadable()) {
      return verdict(read, new IndexRange(0, 0));
    }
    Checkpoint checkpoint = read.get().checkpoint();
    TiledTree tree = new TiledTree(checkpoint.size());
    IndexRange scope = scope(manifest, checkpoint.size());
    boolean tiled = manifest.isEmpty() || manifest.get().kind() != Manifest.Kind.SUBJECT;
    Coverage coverage =
        tiled
            ? new Coverage(tree, Optional.of(scope), tree(checkpoint, scope, manifest))
            : new Coverage(tree, Optional.empty(), List.of());
    if (!tiled) {
      alone(manifest.get(), checkpoint);
    }
    trust
        .since()
        .flatMap(note -> checkpoints.read(note, SinceCheck.NAME))
        .ifPresent(
            earlier -> new SinceCheck(parts, findings).begins(checkpoint, earlier.checkpoint()));
    new NameCheck(coverage, manifest, parts, findings).run();
    return verdict(read, scope);
  }

  /** An export says which part it is; what is cut off there is not told as missing. */
  private IndexRange scope(Optional<Manifest> manifest, long size) {
    IndexRange whole = new IndexRange(0, size);
    if (manifest.isEmpty() || manifest.get().kind() == Manifest.Kind.WHOLE) {
      return whole;
    }
    IndexRange scope = manifest.get().scope();
    if (scope.to() > size || scope.count() == 0) {
      findings.add(
          Fault.MANIFEST_WRONG, Place.of(Manifest.NAME), "its range is empty or beyond the log");
      return whole;
    }
    return scope;
  }

  /** Gives the pruned parts of which nothing was seen. */
  private List<IndexRange> tree(
      Checkpoint checkpoint, IndexRange scope, Optional<Manifest> manifest) {
    TiledTree tree = new TiledTree(checkpoint.size());
    boolean whole = scope.count() == checkpoint.size();
    long pruned = whole ? new PrunedPrefix(parts).blocks(tree.fullTiles(0)) : 0;
    PruneDeclaration declaration = new PruneDeclaration(trust.prunedBelow());
    List<IndexRange> passed;
    try (Lanes lanes = new Lanes(parts.source().lanes())) {
      TreeWalk walk =
          new TreeWalk(
              tree,
              scope,
              pruned,
              parts,
              findings,
              lanes,
              (path, bundle) -> {
                if (pruned > 0) {
                  declaration.read(bundle, path.number() * TilePath.FULL);
                }
                entries.add(path.width());
                progress.verified(entries.sum());
              });
      walk.from(checkpoint.head().root());
      passed = walk.passed();
    }
    long kept = Math.max(scope.from(), pruned * TilePath.FULL);
    Optional<List<Long>> held =
        manifest.map(read ->
            new ProofCheck(parts, findings).proven(read, checkpoint, index -> index < kept));
    if (pruned > 0) {
      boolean complete = entries.sum() == checkpoint.size() - kept;
      PruneChain chain = declaration.chain(kept, checkpoint.size(), complete);
      findings.outcomes(chain, "tile/entries");
      pruned(new IndexRange(0, kept), chain);
      held.ifPresent(found -> count(found, chain.held()));
    }
    entries.add(held.map(List::size).orElse(0));
    prunedMeanwhile =
        whole
            && findings.tampered() > 0
            && new PrunedPrefix(parts).blocks(tree.fullTiles(0)) > pruned;
    return passed;
  }

  private void pruned(IndexRange range, PruneChain chain) {
    findings.add(
        new Finding.Pruned(
            range, Place.of("tile/entries", range.from(), range.to()), chain.about(range.to())));
  }

  /** A whole export has every entry that is held; one may have been let go since. */
  private void count(List<Long> found, Optional<PruneChain.Held> stated) {
    HeldHash which = new HeldHash();
    found.forEach(which::add);
    boolean others = !which.fits(stated.flatMap(PruneChain.Held::hash));
    stated
        .flatMap(PruneChain.Held::number)
        .filter(number -> number != found.size() || others)
        .ifPresent(number ->
            findings.add(
                Fault.HELD_UNCOUNTED,
                Place.of("proofs"),
                number == found.size()
                    ? "%d, but not those that the log states".formatted(number)
                    : "%d, the log states %d".formatted(found.size(), number)));
  }

  private void alone(Manifest manifest, Checkpoint checkpoint) {
    long proven = new ProofCheck(parts, findings).proven(manifest, checkpoint, _ -> true).size();
    entries.add(proven);
    if (proven == 0) {
      findings.add(Fault.NOTHING_COMPARED, Place.of(CheckpointCheck.NAME));
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
