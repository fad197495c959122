package dev.yinhu.register.reading;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** All indexes of a register, and whether their bits are safe where the rows are known. */
final class WrittenIndexes {
  private final List<WrittenIndex> all = new ArrayList<>();
  private final Map<FieldRef, List<WrittenIndex>> byField = new LinkedHashMap<>();

  void add(WrittenIndex index) {
    all.add(index);
    index
        .fields()
        .forEach(field -> byField.computeIfAbsent(field, f -> new ArrayList<>()).add(index));
  }

  /** How many rows an index over the field says there will be. */
  OptionalLong rows(FieldRef field) {
    return byField.getOrDefault(field, List.of()).stream()
        .flatMapToLong(index -> index.rows().stream())
        .findFirst();
  }

  /** Tells every index that shows too much or too little for its rows. */
  void check() {
    List<WrittenIndex> unsafe = all.stream().filter(index -> !isSafe(index)).toList();
    byField.forEach((field, indexes) -> {
      if (indexes.stream().noneMatch(unsafe::contains)) {
        checkTogether(field, indexes);
      }
    });
  }

  private boolean isSafe(WrittenIndex index) {
    OptionalLong rows = rows(index);
    if (rows.isEmpty()) {
      tellDistinctWithoutRows(index);
      return true;
    }
    long distinct = index.distinctAmong(rows.getAsLong());
    if (index.bits().isEmpty()) {
      return isWholeSafe(index, rows.getAsLong(), distinct);
    }
    var plan = new IndexPlan(rows.getAsLong(), distinct, 0);
    OptionalInt highest = plan.highest();
    if (highest.isEmpty()) {
      index.tell(
          ProblemCode.UNSAFE_INDEX,
          "is over too few rows or values ("
              + counts(plan)
              + ") for any number of bits: leave it"
              + " out and read those rows instead");
    } else if (index.bits().getAsInt() > highest.getAsInt()) {
      index.tell(
          ProblemCode.UNSAFE_INDEX,
          "keeps so many bits that it would tell values apart ("
              + counts(plan)
              + "): "
              + advice(plan));
    } else {
      checkQuick(
          index, new IndexPlan(rows.getAsLong(), distinct, shownByOthers(index, rows.getAsLong())));
    }
    return highest.isPresent() && index.bits().getAsInt() <= highest.getAsInt();
  }

  /** A part is coarse on purpose, and so is what leaves room for other indexes. */
  private static void checkQuick(WrittenIndex index, IndexPlan plan) {
    if (!index.isPart() && index.bits().orElse(0) < plan.lowest().orElse(0)) {
      index.tell(
          ProblemCode.COARSE_INDEX,
          "keeps so few bits that each look-up reads many rows in vain ("
              + counts(plan)
              + "): "
              + advice(plan));
    }
  }

  private double shownByOthers(WrittenIndex index, long rows) {
    double shown =
        index.fields().stream()
            .mapToDouble(field -> shown(byField.getOrDefault(field, List.of()), rows))
            .max()
            .orElse(0);
    return Math.max(0, shown - index.shown(rows));
  }

  private static double shown(List<WrittenIndex> indexes, long rows) {
    return indexes.stream()
        .filter(WrittenIndex::isBlurred)
        .mapToDouble(index -> index.shown(rows))
        .sum();
  }

  private static void tellDistinctWithoutRows(WrittenIndex index) {
    if (index.distinct().isPresent()) {
      index.tell(
          ProblemCode.MISSING_KEY, "has 'distinct' without 'rows': add how many there will be");
    }
  }

  /** A part has few values on purpose; of a whole value, equal rows can be counted. */
  private static boolean isWholeSafe(WrittenIndex index, long rows, long distinct) {
    if (rows < IndexPlan.MIN_ROWS) {
      index.tell(
          ProblemCode.UNSAFE_INDEX,
          "is over fewer than " + IndexPlan.MIN_ROWS + " rows: leave it out and read them instead");
      return false;
    }
    if (!index.isPart() && distinct < rows) {
      var plan = new IndexPlan(rows, distinct, 0);
      index.tell(
          ProblemCode.WHOLE_INDEX,
          "is kept whole, so everybody who sees the table can count the rows of equal values ("
              + counts(plan)
              + "): "
              + (plan.highest().isPresent() ? advice(plan) : "leave it out"));
    }
    return true;
  }

  /** Cut indexes over one column leave together what each leaves alone, divided. */
  private void checkTogether(FieldRef field, List<WrittenIndex> indexes) {
    List<WrittenIndex> blurred = indexes.stream().filter(WrittenIndex::isBlurred).toList();
    OptionalLong rows = blurred.stream().flatMapToLong(i -> rows(i).stream()).findFirst();
    boolean anyCut = blurred.stream().anyMatch(index -> index.bits().isPresent());
    if (rows.isEmpty() || blurred.size() < 2 || !anyCut) {
      return;
    }
    double shown = shown(blurred, rows.getAsLong());
    double most = Math.log(rows.getAsLong() / 2.0) / Math.log(2);
    if (shown > most) {
      blurred
          .getLast()
          .tell(
              ProblemCode.UNSAFE_INDEX,
              "and the other indexes over '"
                  + field
                  + "' show "
                  + (long) Math.ceil(shown)
                  + " bits of its "
                  + rows.getAsLong()
                  + " rows together: keep at most "
                  + (long) Math.max(most, 0)
                  + " in all");
    }
  }

  private OptionalLong rows(WrittenIndex index) {
    return index.rows().isPresent() ? index.rows() : rows(index.fields().getFirst());
  }

  private static String counts(IndexPlan plan) {
    return plan.rows() + " rows, " + plan.distinct() + " distinct values";
  }

  private static String advice(IndexPlan plan) {
    return "take "
        + plan.lowest().orElse(0)
        + " to "
        + plan.highest().orElse(0)
        + " bits, best "
        + plan.recommended().orElse(0);
  }
}
