package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.IndexItem;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.SealedIndexItem;
import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The indexes that are asked for one batch: from values, or from what ciphertexts hold. */
final class IndexAsks {
  /** So many indexes are computed in one request, about: several keys may be in use at once. */
  private static final int MOST_INDEXES = 20_000;

  /** One source in one row. */
  record Ask(int row, IndexSource source, boolean fromCiphertexts) {}

  /** What takes the result of an ask. */
  interface Answers {
    void take(Ask ask, ItemResult result);
  }

  private final Draft draft;
  private final List<Ask> fromValues = new ArrayList<>();
  private final List<Ask> fromCiphertexts = new ArrayList<>();
  private final List<IndexItem> values = new ArrayList<>();
  private final List<SealedIndexItem> ciphertexts = new ArrayList<>();
  private FieldCalls.Asked valuesAsked = new FieldCalls.Asked(List.of());
  private FieldCalls.Asked ciphertextsAsked = new FieldCalls.Asked(List.of());

  IndexAsks(Draft draft) {
    this.draft = draft;
  }

  /** The values themselves need no subject: nothing of theirs is read. */
  void addValues(int row, IndexSource source) {
    fromValues.add(new Ask(row, source, false));
    List<Integer> columns = source.columns();
    if (columns.size() == 1) {
      values.add(new IndexItem(source.name(), null, value(row, columns.getFirst()), none(), null));
      return;
    }
    Map<String, String> byField = new HashMap<>();
    for (int column : columns) {
      FieldRef field = draft.layout().column(column).field();
      byField.put(field.field(), value(row, column));
    }
    values.add(new IndexItem(source.name(), null, null, Optional.of(byField), null));
  }

  private static Optional<Map<String, String>> none() {
    return Optional.empty();
  }

  private String value(int row, int column) {
    return Objects.requireNonNull(draft.row(row).plaintext(column), "asked without a value");
  }

  /**
   * @param sealed a ciphertext of each column of the source
   */
  void addCiphertexts(int row, IndexSource source, List<OpenItem> sealed) {
    fromCiphertexts.add(new Ask(row, source, true));
    ciphertexts.add(new SealedIndexItem(source.name(), sealed));
  }

  /** Asks for all that was added. Blocks. */
  void ask(FieldCalls calls) {
    if (fromValues.isEmpty() && fromCiphertexts.isEmpty()) {
      return;
    }
    int partitions = 1;
    int columns = 1;
    for (IndexSource source : draft.layout().sources()) {
      partitions = Math.max(partitions, source.partitions());
      columns = Math.max(columns, source.columns().size());
    }
    int most = Math.clamp(MOST_INDEXES / partitions, 1, FieldAccess.MAX_ITEMS);
    valuesAsked = calls.index(values, most);
    ciphertextsAsked =
        calls.indexSealed(ciphertexts, Math.min(most, FieldAccess.MAX_ITEMS / columns));
  }

  /** Gives all results. Blocks. */
  void answer(Answers answers) throws InterruptedException {
    List<ItemResult> results = valuesAsked.results();
    for (int i = 0; i < fromValues.size(); i++) {
      answers.take(fromValues.get(i), results.get(i));
    }
    results = ciphertextsAsked.results();
    int next = 0;
    for (Ask ask : fromCiphertexts) {
      answers.take(ask, results.get(next));
      next += ask.source().columns().size();
    }
  }
}
