package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the tree goes on from everything the log stated before, as this node's file and the
 * database know it: as large at least, and with the same entries at the same places, which a
 * consistency proof (RFC 9162 section 2.1.4) shows. For one thread.
 */
final class Lineage {
  static final String WAY_OUT =
      "If the database was restored from a backup, accept that with: yinhu audit accept-restore"
          + " (docs/audit.md, Checkpoints). Until then nothing is signed; entries go on being"
          + " written";

  /**
   * What the log stands by.
   *
   * @param generation under which it goes on
   * @param kept of this node
   * @param published of all nodes
   * @param age of the published one
   */
  record Ground(
      int generation, Optional<Statement> kept, Optional<Statement> published, Duration age) {}

  private final String base;
  private final LogSigners signers;
  private final KeptFile file;
  private final CheckpointStore store;
  private final GrowingTree tree;

  Lineage(String base, LogSigners signers, KeptFile file, CheckpointStore store, GrowingTree tree) {
    this.base = base;
    this.signers = signers;
    this.file = file;
    this.store = store;
    this.tree = tree;
  }

  /**
   * Reads what was stated and holds the head to it.
   *
   * @throws CheckpointRefused when the tree does not go on from it
   * @throws AuditUnavailable when the database does not answer
   */
  Ground check(TreeHead head) {
    Optional<CheckpointStore.Row> row = store.last();
    Optional<Statement> kept = kept();
    Optional<Statement> published =
        row.map(last -> statement("the published checkpoint in audit.checkpoint", last.note()));
    Optional<Statement> stated = stated(kept);
    refuseIfRestored();
    List<Statement> all = Stream.of(kept, published, stated).flatMap(Optional::stream).toList();
    int generation = all.stream().mapToInt(Statement::generation).max().orElse(1);
    // Under an earlier name something else may stand: the restore was accepted by another node.
    List<Statement> current =
        all.stream().filter(statement -> statement.generation() == generation).toList();
    current.forEach(statement -> mustNotHaveLost(statement, head));
    if (!current.isEmpty()) {
      tree.advance(head.size());
    }
    current.forEach(statement -> mustGoOn(statement, head));
    return new Ground(
        generation, kept, published, row.map(CheckpointStore.Row::age).orElse(Duration.ZERO));
  }

  private void refuseIfRestored() {
    try {
      Optional<String> restored = file.restored();
      if (restored.isPresent()) {
        throw new CheckpointRefused(
            "the database was restored from the backup of %s; the log may have stated more since. %s"
                .formatted(restored.get(), WAY_OUT));
      }
    } catch (IOException e) {
      throw new CheckpointRefused(
          "the folder of the kept checkpoint cannot be read: " + KeptFile.reason(e), e);
    }
  }

  private Optional<Statement> kept() {
    String place = "this node's kept checkpoint";
    try {
      return file.read().map(note -> statement(place, note));
    } catch (IOException e) {
      throw new CheckpointRefused(
          place + " cannot be read (" + KeptFile.reason(e) + "). " + WAY_OUT, e);
    }
  }

  /** What this node remembers is told to the others, whose files may know less. */
  private Optional<Statement> stated(Optional<Statement> kept) {
    Optional<Statement> stated =
        store.stated().map(note -> statement("the checkpoint in audit.stated_checkpoint", note));
    if (kept.isPresent() && (stated.isEmpty() || stated.get().isBefore(kept.get()))) {
      store.state(kept.get());
    }
    return stated;
  }

  private Statement statement(String place, String note) {
    try {
      Checkpoint checkpoint = signers.verified(note);
      int generation = LogName.generationOf(base, checkpoint.origin());
      return new Statement(place, generation, checkpoint, note);
    } catch (IllegalArgumentException e) {
      throw new CheckpointRefused(
          "%s is damaged or of another log: %s. %s".formatted(place, e.getMessage(), WAY_OUT), e);
    }
  }

  private static void mustNotHaveLost(Statement before, TreeHead head) {
    if (head.size() < before.size()) {
      throw new CheckpointRefused(
          "the log has %d entries, but %s states %d: entries were lost. %s"
              .formatted(head.size(), before.place(), before.size(), WAY_OUT));
    }
  }

  private void mustGoOn(Statement before, TreeHead head) {
    if (!goesOn(before, head)) {
      throw new CheckpointRefused(
          "the first %d entries of the log are not those that %s states: they were changed. %s"
              .formatted(before.size(), before.place(), WAY_OUT));
    }
  }

  private boolean goesOn(Statement before, TreeHead head) {
    try {
      return tree.consistency(before.size(), head.size())
          .proves(before.checkpoint().head().root(), head.root());
    } catch (AuditUnavailable e) {
      throw e;
    } catch (AuditException | IllegalArgumentException | IllegalStateException e) {
      throw new CheckpointRefused(
          "the tree cannot be compared with %s: %s. %s"
              .formatted(before.place(), e.getMessage(), WAY_OUT),
          e);
    }
  }
}
