package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.SealItem;
import java.util.List;

/** Backfill: plaintexts without a ciphertext get one. */
final class SealTask extends Task {
  SealTask(FieldCalls calls, ProtectionJob job) {
    super(calls, job);
  }

  @Override
  RowFilter filter() {
    return RowFilter.PENDING;
  }

  @Override
  RowWrite write() {
    return RowWrite.SEAL;
  }

  @Override
  boolean wants(Draft draft, Sent at) {
    return draft.cell(at).plaintext() != null && draft.cell(at).ciphertext() == null;
  }

  @Override
  List<ItemResult> ask(Draft draft) throws InterruptedException {
    return calls.encrypt(draft.sent.stream().map(at -> item(draft, at)).toList());
  }

  private SealItem item(Draft draft, Sent at) {
    Row.Cell cell = draft.cell(at);
    return new SealItem(field(at), subject(draft, at), cell.context(), plaintext(cell));
  }

  @Override
  void done(Draft draft, Sent at, String value) {
    draft.touch(at, value);
  }

  @Override
  void refused(Draft draft, Sent at, ItemCode code) {
    draft.count(Counted.REFUSED, 1);
    draft.find(at, code.text());
  }
}
