package dev.yinhu.tableprotection;

import dev.yinhu.tableprotection.Draft.Cell;
import java.util.List;

/** Rewrap: ciphertexts and indexes that are not current are replaced by current ones. */
final class RewrapTask extends Task {
  RewrapTask(FieldCalls calls, RowLayout layout) {
    super(calls, layout);
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
  boolean wants(Draft draft, Cell at) {
    Row row = draft.row(at.row());
    if (sealed.lacksKeyVersion(row, at.column())) {
      draft.count(Counted.REFUSED, 1);
      draft.find(at, "key-version");
    }
    return sealed.canBeOpened(row, at.column());
  }

  @Override
  FieldCalls.Asked ask(Draft draft, List<Cell> values) {
    return calls.rewrap(
        values.stream().map(at -> sealed.item(draft.row(at.row()), at.column())).toList());
  }

  /** From the ciphertexts, since the plaintexts may be cleared. */
  @Override
  void askIndexes(Draft draft, IndexAsks asks, int row, IndexSource source) {
    askFromCiphertexts(draft, asks, row, source);
  }
}
