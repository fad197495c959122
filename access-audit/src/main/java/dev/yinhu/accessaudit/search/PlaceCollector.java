package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.EntryPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.NumericDocValues;

/** Hands on where matches lie, some at a time. For one visit. */
final class PlaceCollector {
  private final int atOnce;
  private final Consumer<List<EntryPlace>> taker;
  private List<EntryPlace> open = new ArrayList<>();

  PlaceCollector(int atOnce, Consumer<List<EntryPlace>> taker) {
    this.atOnce = atOnce;
    this.taker = taker;
  }

  Matches.Taker segment(Segment segment) throws IOException {
    NumericDocValues positions = segment.numbers(IndexFields.POSITION);
    NumericDocValues offsets = segment.numbers(IndexFields.OFFSET);
    NumericDocValues lengths = segment.numbers(IndexFields.LENGTH);
    NumericDocValues indexes = segment.numbers(IndexFields.INDEX);
    return doc -> {
      if (!positions.advanceExact(doc)
          || !offsets.advanceExact(doc)
          || !lengths.advanceExact(doc)
          || !indexes.advanceExact(doc)) {
        throw Segment.broken(segment.leaf(), "does not know where an entry lies");
      }
      add(
          new EntryPlace(
              indexes.longValue(),
              (int) positions.longValue(),
              (int) offsets.longValue(),
              (int) lengths.longValue()));
    };
  }

  private void add(EntryPlace place) {
    open.add(place);
    if (open.size() == atOnce) {
      end();
    }
  }

  /** Hands on what is left. */
  void end() {
    if (!open.isEmpty()) {
      List<EntryPlace> full = open;
      open = new ArrayList<>();
      taker.accept(full);
    }
  }
}
