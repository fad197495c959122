package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is put together for one batch of rows. For one thread. */
final class Draft {
  /** One column of the job in one row of the batch, both by number. */
  record Cell(int row, int column) {}

  private static final class Change {
    private final List<@Nullable String> stored;
    private final BitSet cleared = new BitSet();
    private int values;
    private int indexes;

    private Change(Row row) {
      stored = new ArrayList<>(row.stored());
    }
  }

  private final RowLayout layout;
  private final List<Row> rows;
  private final Map<Integer, Change> changes = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Counted, Long> counts = new EnumMap<>(Counted.class);

  Draft(RowLayout layout, List<Row> rows) {
    this.layout = layout;
    this.rows = rows;
    count(Counted.ROWS, rows.size());
  }

  RowLayout layout() {
    return layout;
  }

  int size() {
    return rows.size();
  }

  Row row(int number) {
    return rows.get(number);
  }

  private Change change(int row) {
    return changes.computeIfAbsent(row, number -> new Change(rows.get(number)));
  }

  /** What is to stand in a stored column, or stands there. */
  @Nullable String stored(int row, int position) {
    Change change = changes.get(row);
    return change == null ? rows.get(row).stored().get(position) : change.stored.get(position);
  }

  void seal(Cell at, String ciphertext, OptionalInt keyVersion) {
    Change change = change(at.row());
    change.values++;
    change.stored.set(layout.ciphertext(at.column()), ciphertext);
    if (layout.hasKeyVersion(at.column())) {
      change.stored.set(layout.keyVersion(at.column()), Integer.toString(keyVersion.orElseThrow()));
    }
  }

  void index(int row, int position, @Nullable String index) {
    Change change = change(row);
    change.indexes++;
    change.stored.set(position, index);
  }

  void clear(Cell at) {
    Change change = change(at.row());
    change.values++;
    change.cleared.set(at.column());
  }

  /** Leaves the plaintext, though it was to be cleared. */
  void keep(Cell at) {
    Change change = changes.get(at.row());
    if (change != null && change.cleared.get(at.column())) {
      change.values--;
      change.cleared.clear(at.column());
    }
  }

  void count(Counted what, long more) {
    counts.merge(what, more, Long::sum);
  }

  void find(Cell at, String code) {
    FieldRef field = layout.column(at.column()).field();
    findings.add(new Finding(code, field, Optional.empty(), rows.get(at.row()).key()));
  }

  void find(int row, IndexSource source, IndexSource.Place place, String code) {
    findings.add(
        new Finding(
            code,
            FieldRef.parse(source.name()),
            Optional.of(layout.stored().get(place.position())),
            rows.get(row).key()));
  }

  Batch batch() {
    List<RowChange> wanted = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Change change = changes.get(i);
      if (change != null && change.values + change.indexes > 0) {
        wanted.add(
            new RowChange(
                rows.get(i), change.stored, change.cleared, change.values, change.indexes));
      }
    }
    return new Batch(rows.getLast().key(), wanted, new Counts(counts), findings);
  }
}
