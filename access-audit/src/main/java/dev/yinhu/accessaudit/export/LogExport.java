package dev.yinhu.accessaudit.export;

import static java.util.stream.Collectors.joining;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.accessaudit.proof.PublishedTree;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.accessaudit.verify.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Writes the published log, or a part of it, into a directory that is verified without this
 * service. The directory appears whole or not at all, and an entry in the log says who took it
 * before it appears. Blocks; for one export at a time.
 */
public final class LogExport {
  /** What was taken and by whom stands in an entry with this word. */
  public static final String READING = "export";

  private static final String PROOFS = "proofs/";

  private final AuditLog log;
  private final PublishedLog published;
  private final List<NoteKey> keys;
  private final InstantSource clock;

  /**
   * @param keys verify the published checkpoints; at least one
   */
  public LogExport(AuditLog log, PublishedLog published, List<NoteKey> keys, InstantSource clock) {
    this.log = log;
    this.published = published;
    this.keys = List.copyOf(keys);
    this.clock = clock;
  }

  /**
   * Who takes it.
   *
   * @param actor a caller, or {@code command-line}
   * @param requestId of the request, or made up by the command
   */
  public record Taker(String actor, String requestId) {}

  /**
   * What was written.
   *
   * @param scope the entries; of a subject's export, those that were looked through
   * @param entries how many entries are in it
   * @param size how many entries the log had
   * @param pruned how many of the scope's first entries are not in it, as they were pruned
   */
  public record Done(Manifest.Kind kind, IndexRange scope, long entries, long size, long pruned) {}

  /**
   * Writes the export.
   *
   * @param target does not exist yet, or is an empty directory
   * @throws ExportException when it cannot be written; then nothing is left at the target
   * @throws AuditUnavailable when the log cannot record or read it
   */
  public Done write(Path target, ExportScope scope, Taker taker) {
    try (Staging staging = Staging.beside(target)) {
      PublishedTree tree = published.now();
      return switch (scope) {
        case ExportScope.Whole _ ->
            tiles(staging, tree, Manifest.Kind.WHOLE, new IndexRange(0, tree.size()), taker);
        case ExportScope.Range(IndexRange entries) ->
            tiles(staging, tree, Manifest.Kind.RANGE, cut(entries, tree.size()), taker);
        case ExportScope.Subject(String reference) -> proofs(staging, tree, reference, taker);
      };
    }
  }

  private static IndexRange cut(IndexRange entries, long size) {
    if (entries.count() == 0) {
      throw new ExportException("there are no entries %s; the range is empty".formatted(entries));
    }
    if (entries.from() >= size) {
      throw new ExportException(
          "there is no entry %d; the published log has %d entries, the first is 0"
              .formatted(entries.from(), size));
    }
    return new IndexRange(entries.from(), Math.min(size, entries.to()))
        .widened(TilePath.FULL, size);
  }

  private Done tiles(
      Staging staging, PublishedTree tree, Manifest.Kind kind, IndexRange scope, Taker taker) {
    long firstKept = firstKept(tree, scope);
    if (kind == Manifest.Kind.RANGE && firstKept >= scope.to()) {
      throw new ExportException(
          "entries below index %d were pruned; a range that ends above it has those that are held"
              .formatted(firstKept));
    }
    long kept = Math.min(scope.to(), firstKept);
    IndexRange part = kind == Manifest.Kind.RANGE ? new IndexRange(kept, scope.to()) : scope;
    List<Long> held = held(scope.from(), kept);
    long count = scope.to() - kept + held.size();
    record(
        taker,
        Optional.empty(),
        Map.of("from", Long.toString(scope.from()), "to", Long.toString(scope.to())),
        count);
    new TilesOfRange(tree.size(), new IndexRange(kept, scope.to()), part)
        .paths()
        .forEach(path -> staging.add(path.text(), present(tree.tile(path))));
    held.forEach(index -> prove(staging, tree, index));
    finish(staging, tree, kind, part, !held.isEmpty());
    return new Done(kind, scope, count, tree.size(), kept - scope.from() - held.size());
  }

  /** Indexes of the entries below the first bundle that outlive their pruning. */
  private List<Long> held(long from, long kept) {
    List<Long> indexes = new ArrayList<>();
    if (from < kept) {
      log.forEach(from, kept, entry -> indexes.add(entry.index()));
    }
    return indexes;
  }

  /** The first index of the scope whose bundle is there, on the boundary of a bundle. */
  private static long firstKept(PublishedTree tree, IndexRange scope) {
    if (scope.count() == 0) {
      return scope.from();
    }
    long number = scope.from() / TilePath.FULL;
    int width = (int) Math.min(TilePath.FULL, tree.size() - number * TilePath.FULL);
    return switch (tree.tile(new TilePath.Entries(number, width))) {
      case PublishedRead.Present<byte[]> _ -> scope.from();
      case PublishedRead.Pruned<byte[]>(long index) ->
          Math.ceilDiv(index, (long) TilePath.FULL) * TilePath.FULL;
      case PublishedRead.Beyond<byte[]>(long size) -> throw beyond(size);
    };
  }

  private static <T> T present(PublishedRead<T> read) {
    return switch (read) {
      case PublishedRead.Present<T>(T value) -> value;
      case PublishedRead.Pruned<T>(long index) ->
          throw new ExportException(
              "entries below index %d were pruned meanwhile; export again".formatted(index));
      case PublishedRead.Beyond<T>(long size) -> throw beyond(size);
    };
  }

  private static AuditException beyond(long size) {
    return new AuditException("the published log has only " + size + " entries; export again");
  }

  private Done proofs(Staging staging, PublishedTree tree, String reference, Taker taker) {
    List<Long> indexes = SubjectEntries.of(log, reference, tree.size());
    record(taker, Optional.of(reference), Map.of(), indexes.size());
    indexes.forEach(index -> prove(staging, tree, index));
    IndexRange scope = new IndexRange(0, tree.size());
    finish(staging, tree, Manifest.Kind.SUBJECT, scope, true);
    return new Done(Manifest.Kind.SUBJECT, scope, indexes.size(), tree.size(), 0);
  }

  private void prove(Staging staging, PublishedTree tree, long index) {
    TlogProof proof = present(tree.inclusion(index));
    byte[] leaf =
        log.entry(index)
            .orElseThrow(() -> new ExportException("entry " + index + " was pruned meanwhile"))
            .leaf();
    staging.add(PROOFS + index + ".json", leaf);
    staging.add(PROOFS + index + ".tlog-proof", utf8(proof.text()));
  }

  private void finish(
      Staging staging, PublishedTree tree, Manifest.Kind kind, IndexRange scope, boolean proofs) {
    staging.add("checkpoint", utf8(tree.note()));
    staging.add("vkey", utf8(keys.stream().map(key -> key.text() + "\n").collect(joining())));
    staging.add("README.txt", utf8(ExportText.of(kind, proofs)));
    String now = clock.instant().toString();
    staging.finish(json -> {
      json.writeStringField("kind", kind.word());
      json.writeStringField("origin", keys.getFirst().name());
      json.writeStringField("exported_at", now);
      json.writeNumberField("size", tree.size());
      json.writeNumberField("from", scope.from());
      json.writeNumberField("to", scope.to());
    });
  }

  /** On disk in the log before the export can be seen. */
  private void record(
      Taker taker, Optional<String> subject, Map<String, String> filters, long count) {
    var entry =
        new AuditEntry.Reading(
            clock.instant(),
            taker.requestId(),
            taker.actor(),
            READING,
            subject,
            new HashMap<>(filters),
            count);
    try {
      log.append(entry).join();
    } catch (CompletionException e) {
      throw new AuditUnavailable("the export could not be recorded, so it was not made", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
