package dev.yinhu.tableprotection;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.fieldaccess.SealItem;
import dev.yinhu.tableprotection.Draft.Cell;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Backfill: plaintexts without a ciphertext get one, and with it their indexes; those that have a
 * ciphertext but lack an index get that.
 */
final class SealTask extends Task {
  SealTask(FieldCalls calls, RowLayout layout) {
    super(calls, layout);
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
  boolean wants(Draft draft, Cell at) {
    Row row = draft.row(at.row());
    return row.plaintext(at.column()) != null && sealed.ciphertext(row, at.column()) == null;
  }

  @Override
  FieldCalls.Asked ask(Draft draft, List<Cell> values) {
    return calls.encrypt(values.stream().map(at -> item(draft, at)).toList());
  }

  private SealItem item(Draft draft, Cell at) {
    Row row = draft.row(at.row());
    return new SealItem(
        layout.column(at.column()).field().text(),
        row.subject(),
        row.context(at.column()),
        Objects.requireNonNull(row.plaintext(at.column()), "wanted without a plaintext"));
  }

  @Override
  void askIndexes(Draft draft, IndexAsks asks, int row, IndexSource source) {
    if (!SealedCells.allHaveValues(draft.row(row), source)) {
      return;
    }
    boolean newlySealed = !sealed.allHaveCiphertexts(draft.row(row), source);
    boolean lacksOne =
        source.places().stream().anyMatch(place -> draft.stored(row, place.position()) == null);
    if (newlySealed || lacksOne) {
      asks.addValues(row, source);
    }
  }

  /** Without its ciphertext no value has an index: a row is found only where it can be read. */
  @Override
  void indexed(
      Draft draft, IndexAsks.Ask ask, IndexSource.Place place, Optional<IndexTerms> terms) {
    boolean readable =
        ask.source().columns().stream()
            .allMatch(column -> draft.stored(ask.row(), layout.ciphertext(column)) != null);
    if (readable) {
      super.indexed(draft, ask, place, terms);
    }
  }
}
