package dev.yinhu.tableprotection;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.tableprotection.Draft.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a phase does with the rows it reads. As it stands here, what comes back is written unless it
 * stands there already, and what is refused is left. Safe for use by many threads: the batches of a
 * walk are worked on side by side.
 */
abstract sealed class Task permits SealTask, CompareTask, RewrapTask {
  final FieldCalls calls;
  final RowLayout layout;
  final SealedCells sealed;

  Task(FieldCalls calls, RowLayout layout) {
    this.calls = calls;
    this.layout = layout;
    this.sealed = new SealedCells(layout);
  }

  /** Which rows it wants. */
  abstract RowFilter filter();

  /** How it writes. */
  abstract RowWrite write();

  /** Whether the value takes part. */
  abstract boolean wants(Draft draft, Cell at);

  /** Asks field access about the values; results in the same order. Blocks. */
  abstract FieldCalls.Asked ask(Draft draft, List<Cell> values);

  /** Adds the indexes of the row's source, if they take part. */
  abstract void askIndexes(Draft draft, IndexAsks asks, int row, IndexSource source);

  /** Works on one batch of at least one row. Blocks. */
  final Batch work(List<Row> rows) throws InterruptedException {
    Draft draft = new Draft(layout, rows);
    List<Cell> values = new ArrayList<>();
    IndexAsks indexes = new IndexAsks(draft);
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < layout.columns(); j++) {
        Cell at = new Cell(i, j);
        if (wants(draft, at)) {
          values.add(at);
        }
      }
      for (IndexSource source : layout.sources()) {
        askIndexes(draft, indexes, i, source);
      }
    }
    FieldCalls.Asked asked = ask(draft, values);
    indexes.ask(calls);
    List<ItemResult> results = asked.results();
    for (int i = 0; i < results.size(); i++) {
      settle(draft, values.get(i), results.get(i));
    }
    indexes.answer((ask, result) -> settle(draft, ask, result));
    return draft.batch();
  }

  private void settle(Draft draft, Cell at, ItemResult result) {
    switch (result) {
      case ItemResult.Done done -> done(draft, at, done.value(), done.keyVersion());
      case ItemResult.Indexed _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          throw new IllegalStateException("asked for values, not for indexes or tokens");
      case ItemResult.Refused refused -> {
        requirePermitted(refused, layout.column(at.column()).field().text());
        refused(draft, at, refused.code());
      }
    }
  }

  private void settle(Draft draft, IndexAsks.Ask ask, ItemResult result) {
    switch (result) {
      case ItemResult.Indexed(Optional<IndexTerms> main, var parts) -> {
        for (IndexSource.Place place : ask.source().places()) {
          indexed(
              draft,
              ask,
              place,
              place.part().equals(IndexSource.MAIN)
                  ? main
                  : Optional.ofNullable(parts.get(place.part())));
        }
      }
      case ItemResult.Done _, ItemResult.Tokenized _, ItemResult.Checked _ ->
          throw new IllegalStateException("asked for indexes, not for values or tokens");
      case ItemResult.Refused refused -> {
        requirePermitted(refused, ask.source().name());
        indexRefused(draft, ask, refused.code());
      }
    }
  }

  private void requirePermitted(ItemResult.Refused refused, String field) {
    if (refused.code() == ItemCode.NOT_PERMITTED) {
      throw new ProtectionException(
          "the register refuses the caller "
              + layout.job().caller()
              + " the field "
              + field
              + ": it was changed meanwhile; have the caller named again");
    }
  }

  void done(Draft draft, Cell at, String value, OptionalInt keyVersion) {
    Row row = draft.row(at.row());
    boolean sameVersion =
        !layout.hasKeyVersion(at.column())
            || keyVersion.equals(sealed.keyVersion(row, at.column()));
    if (value.equals(sealed.ciphertext(row, at.column())) && sameVersion) {
      draft.count(Counted.CURRENT, 1);
    } else {
      draft.seal(at, value, keyVersion);
    }
  }

  void refused(Draft draft, Cell at, ItemCode code) {
    draft.count(Counted.REFUSED, 1);
    draft.find(at, code.text());
  }

  /** An index under the newest key stays, whichever its partition. */
  void indexed(
      Draft draft, IndexAsks.Ask ask, IndexSource.Place place, Optional<IndexTerms> terms) {
    String stands = draft.stored(ask.row(), place.position());
    if (terms.isEmpty()) {
      draft.count(Counted.NOT_INDEXABLE, 1);
    }
    boolean current = terms.isPresent() && stands != null && terms.get().isCurrent(stands);
    String wanted = current ? stands : terms.map(IndexTerms::store).orElse(null);
    if (!Objects.equals(wanted, stands)) {
      draft.index(ask.row(), place.position(), wanted);
    }
  }

  /** The value was refused for the same reason, which was told. */
  void indexRefused(Draft draft, IndexAsks.Ask ask, ItemCode code) {}

  /** Adds the source as computed from the row's ciphertexts, if all can be opened. */
  final void askFromCiphertexts(Draft draft, IndexAsks asks, int number, IndexSource source) {
    Row row = draft.row(number);
    if (sealed.allCanBeOpened(row, source)) {
      asks.addCiphertexts(
          number, source, source.columns().stream().map(c -> sealed.item(row, c)).toList());
    }
  }
}
