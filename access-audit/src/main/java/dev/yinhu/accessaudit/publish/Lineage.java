package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
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
   * @param name under which it goes on
   * @param kept of this node
   * @param published of all nodes
   * @param age of the published one
   */
  record Ground(
      LogName name, Optional<Statement> kept, Optional<Statement> published, Duration age) {}

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
    LogName name =
        all.stream()
            .map(Statement::name)
            .max(Comparator.comparingInt(LogName::generation))
            .orElse(new LogName(base, 1, ""));
    // Under an earlier name something else may stand: the restore was accepted by another node.
    List<Statement> current =
        all.stream().filter(statement -> statement.generation() == name.generation()).toList();
    current.forEach(statement -> mustBeNamed(statement, current.getFirst()));
    current.forEach(statement -> mustNotHaveLost(statement, head));
    if (!current.isEmpty()) {
      tree.advance(head.size());
    }
    mustGoOn(current, head);
    return new Ground(
        name, kept, published, row.map(CheckpointStore.Row::age).orElse(Duration.ZERO));
  }

  /** Two restores were accepted, neither knowing of the other: only one can be this log. */
  private static void mustBeNamed(Statement statement, Statement first) {
    if (!statement.name().isSameAs(first.name())) {
      throw new CheckpointRefused(
          "%s goes on as %s, but %s as %s: two restores were accepted, each as if there were no"
                  .formatted(
                      first.place(),
                      first.name().suffix(),
                      statement.place(),
                      statement.name().suffix())
              + " other. "
              + WAY_OUT);
    }
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
      return new Statement(place, LogName.of(base, checkpoint.origin()), checkpoint, note);
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

  /** The newest first: it is what speaks for a checkpoint that pruning has overtaken. */
  private void mustGoOn(List<Statement> current, TreeHead head) {
    Optional<Statement> proved = Optional.empty();
    for (Statement before :
        current.stream().sorted(Comparator.comparingLong(Statement::size).reversed()).toList()) {
      mustGoOn(before, head, proved);
      proved = proved.or(() -> Optional.of(before));
    }
  }

  private void mustGoOn(Statement before, TreeHead head, Optional<Statement> newer) {
    if (!goesOn(before, head, newer)) {
      throw new CheckpointRefused(
          "the first %d entries of the log are not those that %s states: they were changed. %s"
              .formatted(before.size(), before.place(), WAY_OUT));
    }
  }

  private boolean goesOn(Statement before, TreeHead head, Optional<Statement> newer) {
    try {
      return tree.consistency(before.size(), head.size())
          .proves(before.checkpoint().head().root(), head.root());
    } catch (AuditUnavailable e) {
      throw e;
    } catch (BehindPruning e) {
      throw overtaken(before, newer, e);
    } catch (AuditException | IllegalArgumentException | IllegalStateException e) {
      throw incomparable(before, WAY_OUT, e);
    }
  }

  /**
   * The node was away while the log was pruned. Nothing was restored, so nothing needs a new name;
   * but that the log went on from here is nobody's word but its own, so a person decides.
   */
  private CheckpointRefused overtaken(
      Statement before, Optional<Statement> newer, BehindPruning cause) {
    return incomparable(
        before,
        newer
            .map(later ->
                "But the log goes on from %s, which has %d entries and the log's signature. If this"
                        .formatted(later.place(), later.size())
                    + " node was away while the log was pruned, put its file "
                    + file.path().getFileName()
                    + " in the folder audit of its data directory aside (do not delete it): it then"
                    + " takes over the published one (docs/audit.md, Checkpoints). Until then this"
                    + " node signs nothing")
            .orElse(WAY_OUT),
        cause);
  }

  private static CheckpointRefused incomparable(
      Statement before, String wayOut, RuntimeException cause) {
    return new CheckpointRefused(
        "the tree cannot be compared with the %d entries of %s: %s. %s"
            .formatted(before.size(), before.place(), cause.getMessage(), wayOut),
        cause);
  }
}
