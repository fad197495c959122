package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import java.util.List;

/** Rewrap: ciphertexts that are not current are replaced by current ones. */
final class RewrapTask extends Task {
  RewrapTask(FieldCalls calls, ProtectionJob job) {
    super(calls, job);
  }

  @Override
  RowFilter filter() {
    return RowFilter.SEALED;
  }

  @Override
  RowWrite write() {
    return RowWrite.RESEAL;
  }

  @Override
  boolean wants(Draft draft, Sent at) {
    return draft.cell(at).ciphertext() != null;
  }

  @Override
  List<ItemResult> ask(Draft draft) throws InterruptedException {
    return calls.rewrap(draft.sent.stream().map(at -> item(draft, at)).toList());
  }

  private OpenItem item(Draft draft, Sent at) {
    Row.Cell cell = draft.cell(at);
    return new OpenItem(field(at), subject(draft, at), cell.context(), ciphertext(cell));
  }

  @Override
  void done(Draft draft, Sent at, String value) {
    if (value.equals(draft.cell(at).ciphertext())) {
      draft.count(Counted.CURRENT, 1);
    } else {
      draft.touch(at, value);
    }
  }

  @Override
  void refused(Draft draft, Sent at, ItemCode code) {
    draft.count(Counted.REFUSED, 1);
    draft.find(at, code.text());
  }
}
