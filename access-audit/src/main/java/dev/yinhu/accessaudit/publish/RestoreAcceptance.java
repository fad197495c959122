package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.note.NoteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
   * @param newGeneration of the name it would go on under
   */
  public record Pending(
      String refusal, String oldOrigin, long oldSize, String oldRoot, int newGeneration) {}

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

  /** Over the same parts as a publisher, which may be running. */
  public RestoreAcceptance(
      AuditLog log,
      DataSource dataSource,
      Publishing publishing,
      LogSigners signers,
      GrowingTree tree) {
    this.log = log;
    this.publishing = publishing;
    this.signers = signers;
    this.tree = tree;
    this.file = new KeptFile(publishing.folder());
    this.store = new CheckpointStore(dataSource);
    this.lineage = new Lineage(publishing.base(), signers, file, store, tree);
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
        generation);
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
    return LogName.generationOf(publishing.base(), note.lines().findFirst().orElse(""));
  }

  /**
   * Accepts: from now on the log, as it stands, is what is stated, under the new name. May be
   * repeated when it was broken off.
   */
  public Accepted accept(Pending pending) {
    TreeHead head = log.head();
    String origin = new LogName(publishing.base(), pending.newGeneration()).origin();
    Checkpoint checkpoint = new Checkpoint(origin, head);
    try {
      tree.advance(head.size());
      Optional<Path> evidence = file.archive("before-r" + pending.newGeneration());
      String note = signers.sign(origin, head);
      file.keep(note);
      file.forgetRestored();
      Statement statement = new Statement("", pending.newGeneration(), checkpoint, note);
      store.state(statement);
      store.publish(statement);
      return new Accepted(checkpoint, signers.keys(origin).getFirst(), evidence);
    } catch (IOException e) {
      throw new AuditException(
          "the restore is not accepted: %s cannot be written (%s)".formatted(file.path(), e), e);
    }
  }
}
