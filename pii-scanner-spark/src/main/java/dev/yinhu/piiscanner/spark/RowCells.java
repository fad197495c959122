package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.PartScan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Hands the values of rows over, leaf by leaf. For one thread. */
final class RowCells {
  private final List<Leaf> leaves;
  private final CellText texts;

  /**
   * @param leaves those that are read
   */
  RowCells(List<Leaf> leaves, CellText texts) {
    this.leaves = leaves;
    this.texts = texts;
  }

  void read(Row row, PartScan scan) {
    for (int column = 0; column < leaves.size(); column++) {
      List<Object> values = new ArrayList<>(1);
      walk(row, leaves.get(column).steps(), 0, values::add);
      if (leaves.get(column).repeated()) {
        many(values, column, scan);
      } else if (!values.isEmpty()) {
        one(values.getFirst(), column, scan);
      }
    }
    scan.endRow();
  }

  private void one(Object value, int column, PartScan scan) {
    if (value instanceof byte[] bytes) {
      scan.bytes(column, bytes);
    } else {
      scan.text(column, texts.of(value));
    }
  }

  /** Where one of the bytes is no text the cell counts as not looked at. */
  private void many(List<Object> values, int column, PartScan scan) {
    List<String> found = new ArrayList<>(values.size());
    for (Object value : values) {
      if (value instanceof byte[] bytes) {
        var text = PartScan.utf8(bytes);
        if (text.isEmpty()) {
          scan.bytes(column, bytes);
          return;
        }
        found.add(text.get());
      } else {
        String text = texts.of(value);
        if (text != null) {
          found.add(text);
        }
      }
    }
    scan.elements(column, found);
  }

  private static void walk(
      @Nullable Object value, List<Step> steps, int next, Consumer<Object> found) {
    if (value == null) {
      return;
    }
    if (next == steps.size()) {
      found.accept(value);
      return;
    }
    switch (steps.get(next)) {
      case Step.Field(int place) -> walk(((Row) value).get(place), steps, next + 1, found);
      case Step.Each _ -> walkAll(((scala.collection.Iterable<?>) value), steps, next + 1, found);
      case Step.Keys _ ->
          walkAll(((scala.collection.Map<?, ?>) value).keys(), steps, next + 1, found);
      case Step.Values _ ->
          walkAll(((scala.collection.Map<?, ?>) value).values(), steps, next + 1, found);
    }
  }

  private static void walkAll(
      scala.collection.Iterable<?> values, List<Step> steps, int next, Consumer<Object> found) {
    for (Object value : CollectionConverters.asJava(values)) {
      walk(value, steps, next, found);
    }
  }
}
