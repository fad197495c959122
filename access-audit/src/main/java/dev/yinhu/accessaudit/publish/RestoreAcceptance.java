package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.NoteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The way out when the log is refused because its database was restored: what was stated before is
 * put aside as evidence, and the log goes on under a new name, with verifier keys of that name. Who
 * trusts the log has to be told. For one thread; blocks.
 */
public final class RestoreAcceptance {
  /**
   * What would be accepted.
   *
   * @param refusal why the log is refused
   * @param oldOrigin its name so far; {@code unknown} when what was kept cannot be read
   * @param oldSize entries it stated last, -1 when unknown
   * @param oldRoot base64 of the root it stated last, empty when unknown
   * @param newName it would go on under, of this acceptance alone
   */
  public record Pending(
      String refusal, String oldOrigin, long oldSize, String oldRoot, LogName newName) {}

  /**
   * What was accepted.
   *
   * @param evidence the copy of the checkpoint kept so far
   * @param key verifier key of the new name
   */
  public record Accepted(Checkpoint checkpoint, NoteKey key, Optional<Path> evidence) {}

  private final AuditLog log;
  private final Publishing publishing;
  private final LogSigners signers;
  private final GrowingTree tree;
  private final KeptFile file;
  private final CheckpointStore store;
  private final Lineage lineage;
  private final RandomGenerator random;

  /**
   * Over the same parts as a publisher, which may be running.
   *
   * @param random of the quality of {@link java.security.SecureRandom}: makes names that cannot
   *     repeat
   */
  public RestoreAcceptance(
      AuditLog log,
      DataSource dataSource,
      Publishing publishing,
      LogSigners signers,
      GrowingTree tree,
      RandomGenerator random) {
    this.log = log;
    this.publishing = publishing;
    this.signers = signers;
    this.tree = tree;
    this.file = new KeptFile(publishing.folder());
    this.store = new CheckpointStore(dataSource);
    this.lineage = new Lineage(publishing.base(), signers, file, store, tree);
    this.random = random;
  }

  /** What there is to accept; empty when the log goes on from all it stated. Changes nothing. */
  public Optional<Pending> pending() {
    try {
      lineage.check(log.head());
      return Optional.empty();
    } catch (CheckpointRefused e) {
      return Optional.of(pending(String.valueOf(e.getMessage())));
    }
  }

  private Pending pending(String refusal) {
    List<String> notes =
        Stream.of(readable(), store.stated(), store.last().map(CheckpointStore.Row::note))
            .flatMap(Optional::stream)
            .toList();
    Optional<Checkpoint> known =
        notes.stream().map(this::verified).flatMap(Optional::stream).findFirst();
    int stored = store.last().map(CheckpointStore.Row::generation).orElse(1);
    int generation =
        1 + Math.max(stored, notes.stream().mapToInt(this::generation).max().orElse(1));
    return new Pending(
        refusal,
        known.map(Checkpoint::origin).orElse("unknown"),
        known.map(Checkpoint::size).orElse(-1L),
        known.map(checkpoint -> Base64Text.encode(checkpoint.head().root())).orElse(""),
        LogName.fresh(publishing.base(), generation, random));
  }

  private Optional<String> readable() {
    try {
      return file.read();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Checkpoint> verified(String note) {
    try {
      return Optional.of(signers.verified(note));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Also of a damaged note: a number too high does no harm, a name used twice would. */
  private int generation(String note) {
    return LogName.of(publishing.base(), note.lines().findFirst().orElse("")).generation();
  }

  /**
   * Accepts: from now on the log, as it stands, is what is stated, under the new name. May be
   * repeated when it was broken off.
   */
  public Accepted accept(Pending pending) {
    TreeHead head = log.head();
    String origin = pending.newName().origin();
    Checkpoint checkpoint = new Checkpoint(origin, head);
    try {
      tree.advance(head.size());
      mustFit(head);
      Optional<Path> evidence = file.archive("before-" + pending.newName().suffix());
      String note = signers.sign(origin, head);
      file.keep(note);
      file.forgetRestored();
      Statement statement = new Statement("", pending.newName(), checkpoint, note);
      store.state(statement);
      store.publish(statement);
      mustBePublished(origin);
      return new Accepted(checkpoint, signers.keys(origin).getFirst(), evidence);
    } catch (IOException e) {
      throw new AuditException(
          "the restore is not accepted: %s cannot be written (%s)".formatted(file.path(), e), e);
    }
  }

  private void mustBePublished(String origin) {
    String published =
        store.last().flatMap(row -> row.note().lines().findFirst()).orElse("nothing");
    if (!published.equals(origin)) {
      throw new AuditException(
          "the restore is not accepted here: the log goes on as %s, which another node accepted; start"
                  .formatted(published)
              + " this node again and follow what it says");
    }
  }

  /** Nodes that a restore lacks are derived just before; those of another tree nobody can mend. */
  private void mustFit(TreeHead head) {
    if (!Arrays.equals(tree.root(head.size()), head.root())) {
      throw new AuditException(
          "the restore is not accepted: audit.node is not of the log in audit.batch; restore all"
              + " tables of the schema audit from one backup");
    }
  }
}
