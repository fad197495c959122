package dev.yinhu.tableprotection;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.fieldaccess.CompareItem;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.tableprotection.Draft.Cell;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Verify and clear: ciphertexts are compared with the plaintexts that still stand beside them, and
 * indexes with those of the values; clearing, those plaintexts are set to NULL of which all was
 * just found right.
 */
final class CompareTask extends Task {
  private final boolean clears;

  CompareTask(FieldCalls calls, RowLayout layout, boolean clears) {
    super(calls, layout);
    this.clears = clears;
  }

  @Override
  RowFilter filter() {
    return clears ? RowFilter.PLAIN : RowFilter.HELD;
  }

  @Override
  RowWrite write() {
    return RowWrite.CLEAR;
  }

  @Override
  boolean wants(Draft draft, Cell at) {
    Row row = draft.row(at.row());
    boolean plain = row.plaintext(at.column()) != null;
    if (plain && sealed.ciphertext(row, at.column()) == null) {
      missing(draft, at, "missing");
    } else if (sealed.lacksKeyVersion(row, at.column())) {
      missing(draft, at, "key-version");
    }
    return plain && sealed.canBeOpened(row, at.column());
  }

  private static void missing(Draft draft, Cell at, String code) {
    draft.count(Counted.MISSING, 1);
    draft.find(at, code);
  }

  @Override
  FieldCalls.Asked ask(Draft draft, List<Cell> values) {
    return calls.compare(values.stream().map(at -> item(draft, at)).toList());
  }

  private CompareItem item(Draft draft, Cell at) {
    Row row = draft.row(at.row());
    String value = row.plaintext(at.column());
    return new CompareItem(
        sealed.item(row, at.column()), Objects.requireNonNull(value, "wanted without a plaintext"));
  }

  @Override
  void done(Draft draft, Cell at, String value, OptionalInt keyVersion) {
    draft.count(Counted.MATCHED, 1);
    if (clears) {
      draft.clear(at);
    }
  }

  @Override
  void refused(Draft draft, Cell at, ItemCode code) {
    draft.count(Counted.MISMATCHED, 1);
    draft.find(at, code.text());
  }

  /**
   * Where no plaintext is left, indexes are held to the ciphertexts; clearing is not about them.
   */
  @Override
  void askIndexes(Draft draft, IndexAsks asks, int number, IndexSource source) {
    Row row = draft.row(number);
    if (SealedCells.allHaveValues(row, source)) {
      // What lacks its ciphertext was told already.
      if (sealed.allHaveCiphertexts(row, source)) {
        asks.addValues(number, source);
      }
    } else if (sealed.lacksAValue(row, source)) {
      source.places().forEach(place -> refuseLeftover(draft, number, source, place));
    } else if (!clears) {
      askFromCiphertexts(draft, asks, number, source);
    }
  }

  private static void refuseLeftover(
      Draft draft, int row, IndexSource source, IndexSource.Place place) {
    if (draft.stored(row, place.position()) != null) {
      draft.count(Counted.MISMATCHED, 1);
      draft.find(row, source, place, "index-leftover");
    }
  }

  @Override
  void indexed(
      Draft draft, IndexAsks.Ask ask, IndexSource.Place place, Optional<IndexTerms> terms) {
    String stands = draft.stored(ask.row(), place.position());
    if (terms.isEmpty()) {
      draft.count(Counted.NOT_INDEXABLE, 1);
    }
    if (stands == null && terms.isPresent()) {
      wrong(draft, ask, place, Counted.MISSING, "index-missing");
    } else if (stands != null && (terms.isEmpty() || !terms.get().holds(stands))) {
      wrong(draft, ask, place, Counted.MISMATCHED, "index-different");
    } else if (stands != null) {
      draft.count(Counted.INDEXES_MATCHED, 1);
    }
  }

  private static void wrong(
      Draft draft, IndexAsks.Ask ask, IndexSource.Place place, Counted what, String code) {
    draft.count(what, 1);
    draft.find(ask.row(), ask.source(), place, code);
    ask.source().columns().forEach(column -> draft.keep(new Cell(ask.row(), column)));
  }

  /** Of a value that is there in clear the comparison told; of others nothing else does. */
  @Override
  void indexRefused(Draft draft, IndexAsks.Ask ask, ItemCode code) {
    if (ask.fromCiphertexts()) {
      draft.count(Counted.MISMATCHED, 1);
      draft.find(ask.row(), ask.source(), ask.source().places().getFirst(), code.text());
    }
  }
}
