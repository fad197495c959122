package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.CompareItem;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import java.util.List;

/**
 * Verify and clear: ciphertexts are compared with the plaintexts that still stand beside them;
 * clearing, those plaintexts are set to NULL that were just found equal.
 */
final class CompareTask extends Task {
  private final boolean clears;

  CompareTask(FieldCalls calls, ProtectionJob job, boolean clears) {
    super(calls, job);
    this.clears = clears;
  }

  @Override
  RowFilter filter() {
    return RowFilter.PLAIN;
  }

  @Override
  RowWrite write() {
    return RowWrite.CLEAR;
  }

  @Override
  boolean wants(Draft draft, Sent at) {
    Row.Cell cell = draft.cell(at);
    if (cell.plaintext() != null && cell.ciphertext() == null) {
      draft.count(Counted.MISSING, 1);
      draft.find(at, "missing");
    }
    return cell.plaintext() != null && cell.ciphertext() != null;
  }

  @Override
  List<ItemResult> ask(Draft draft) throws InterruptedException {
    return calls.compare(draft.sent.stream().map(at -> item(draft, at)).toList());
  }

  private CompareItem item(Draft draft, Sent at) {
    Row.Cell cell = draft.cell(at);
    OpenItem sealed = new OpenItem(field(at), subject(draft, at), cell.context(), ciphertext(cell));
    return new CompareItem(sealed, plaintext(cell));
  }

  @Override
  void done(Draft draft, Sent at, String value) {
    draft.count(Counted.MATCHED, 1);
    if (clears) {
      draft.touch(at, null);
    }
  }

  @Override
  void refused(Draft draft, Sent at, ItemCode code) {
    draft.count(Counted.MISMATCHED, 1);
    draft.find(at, code.text());
  }
}
