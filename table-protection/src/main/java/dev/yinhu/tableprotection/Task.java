package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a phase does with the rows it reads. Safe for use by many threads: the batches of a walk are
 * worked on side by side.
 */
abstract sealed class Task permits SealTask, CompareTask, RewrapTask {
  final FieldCalls calls;
  final ProtectionJob job;

  Task(FieldCalls calls, ProtectionJob job) {
    this.calls = calls;
    this.job = job;
  }

  /** One value of the batch that is sent to field access. */
  record Sent(int row, int column) {}

  /** What is put together for one batch. For one thread. */
  static final class Draft {
    final List<Row> rows;
    final List<Sent> sent = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    private final ProtectionJob job;
    private final @Nullable String[][] values;
    private final boolean[][] touched;
    private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);

    Draft(ProtectionJob job, List<Row> rows) {
      this.job = job;
      this.rows = rows;
      this.values = new @Nullable String[rows.size()][job.columns().size()];
      this.touched = new boolean[rows.size()][job.columns().size()];
      count(Counted.ROWS, rows.size());
    }

    Row.Cell cell(Sent at) {
      return rows.get(at.row()).cells().get(at.column());
    }

    void count(Counted what, long more) {
      counts.merge(what, more, Long::sum);
    }

    void touch(Sent at, @Nullable String value) {
      touched[at.row()][at.column()] = true;
      values[at.row()][at.column()] = value;
    }

    void find(Sent at, String code) {
      findings.add(
          new Finding(code, job.columns().get(at.column()).field(), rows.get(at.row()).key()));
    }

    Batch batch() {
      List<RowChange> changes = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        List<RowChange.Cell> cells = new ArrayList<>();
        for (int j = 0; j < touched[i].length; j++) {
          cells.add(
              touched[i][j] ? new RowChange.Cell(true, values[i][j]) : RowChange.Cell.UNTOUCHED);
        }
        RowChange change = new RowChange(rows.get(i), cells);
        if (change.touched() > 0) {
          changes.add(change);
        }
      }
      return new Batch(rows.getLast().key(), changes, new Counts(counts), findings);
    }
  }

  /** Which rows it wants. */
  abstract RowFilter filter();

  /** How it writes. */
  abstract RowWrite write();

  /** Whether the value takes part. */
  abstract boolean wants(Draft draft, Sent at);

  /** Asks field access about all that was sent; results in the same order. */
  abstract List<ItemResult> ask(Draft draft) throws InterruptedException;

  abstract void done(Draft draft, Sent at, String value);

  abstract void refused(Draft draft, Sent at, ItemCode code);

  /** Works on one batch of at least one row. Blocks. */
  final Batch work(List<Row> rows) throws InterruptedException {
    Draft draft = new Draft(job, rows);
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < job.columns().size(); j++) {
        Sent at = new Sent(i, j);
        if (wants(draft, at)) {
          draft.sent.add(at);
        }
      }
    }
    List<ItemResult> results = ask(draft);
    for (int i = 0; i < results.size(); i++) {
      settle(draft, draft.sent.get(i), results.get(i));
    }
    return draft.batch();
  }

  private void settle(Draft draft, Sent at, ItemResult result) {
    switch (result) {
      case ItemResult.Done done -> done(draft, at, done.value());
      case ItemResult.Indexed _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          throw new IllegalStateException("asked for values, not for indexes or tokens");
      case ItemResult.Refused refused -> {
        if (refused.code() == ItemCode.NOT_PERMITTED) {
          throw new ProtectionException(
              "the register refuses the caller "
                  + job.caller()
                  + " the field "
                  + job.columns().get(at.column()).field()
                  + ": it was changed meanwhile; have the caller named again");
        }
        refused(draft, at, refused.code());
      }
    }
  }

  final @Nullable String subject(Draft draft, Sent at) {
    return draft.rows.get(at.row()).subject();
  }

  static String plaintext(Row.Cell cell) {
    return Objects.requireNonNull(cell.plaintext(), "wanted without a plaintext");
  }

  static String ciphertext(Row.Cell cell) {
    return Objects.requireNonNull(cell.ciphertext(), "wanted without a ciphertext");
  }

  final String field(Sent at) {
    return job.columns().get(at.column()).field().text();
  }
}
