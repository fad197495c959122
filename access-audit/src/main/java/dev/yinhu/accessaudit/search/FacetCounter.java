package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** Counts matches by the values of some attributes. For one count. */
final class FacetCounter {
  private final List<Attribute> attributes;
  private final Map<Attribute, Map<BytesRef, Long>> counts = new HashMap<>();
  private final List<Counting> open = new ArrayList<>();
  private long matches;

  FacetCounter(List<Attribute> attributes) {
    this.attributes = attributes;
    attributes.forEach(attribute -> counts.put(attribute, new HashMap<>()));
  }

  /** Counts of one attribute in one segment, by the number of the value there. */
  private interface Counting {
    void take(int doc) throws IOException;

    void close() throws IOException;
  }

  Matches.Taker segment(Segment segment) throws IOException {
    closeSegment();
    for (Attribute attribute : attributes) {
      SortedSetDocValues values = DocValues.getSortedSet(segment.leaf().reader(), attribute.word());
      SortedDocValues single = DocValues.unwrapSingleton(values);
      Map<BytesRef, Long> into = counts.getOrDefault(attribute, Map.of());
      open.add(single != null ? new One(single, into) : new Several(values, into));
    }
    Counting only = open.size() == 1 ? open.getFirst() : null;
    return only != null
        ? doc -> {
          matches++;
          only.take(doc);
        }
        : doc -> {
          matches++;
          for (Counting counting : open) {
            counting.take(doc);
          }
        };
  }

  private void closeSegment() throws IOException {
    for (Counting counting : open) {
      counting.close();
    }
    open.clear();
  }

  /** What was counted, the most frequent values first. */
  Facets facets(int limit, long indexedTo) throws IOException {
    closeSegment();
    List<Facets.Facet> facets = new ArrayList<>();
    for (Attribute attribute : attributes) {
      List<Facets.Value> values = new ArrayList<>();
      counts
          .getOrDefault(attribute, Map.of())
          .forEach((value, count) -> values.add(new Facets.Value(value.utf8ToString(), count)));
      values.sort(
          Comparator.comparingLong(Facets.Value::count)
              .reversed()
              .thenComparing(Facets.Value::value));
      facets.add(
          new Facets.Facet(
              attribute, values.subList(0, Math.min(limit, values.size())), values.size()));
    }
    return new Facets(matches, facets, indexedTo);
  }

  private static void merge(long[] byNumber, Map<BytesRef, Long> into, Names names)
      throws IOException {
    for (int number = 0; number < byNumber.length; number++) {
      if (byNumber[number] > 0) {
        into.merge(BytesRef.deepCopyOf(names.of(number)), byNumber[number], Long::sum);
      }
    }
  }

  private interface Names {
    BytesRef of(int number) throws IOException;
  }

  private static final class One implements Counting {
    private final SortedDocValues values;
    private final Map<BytesRef, Long> into;
    private final long[] byNumber;

    One(SortedDocValues values, Map<BytesRef, Long> into) {
      this.values = values;
      this.into = into;
      this.byNumber = new long[values.getValueCount()];
    }

    @Override
    public void take(int doc) throws IOException {
      if (values.advanceExact(doc)) {
        byNumber[values.ordValue()]++;
      }
    }

    @Override
    public void close() throws IOException {
      merge(byNumber, into, values::lookupOrd);
    }
  }

  private static final class Several implements Counting {
    private final SortedSetDocValues values;
    private final Map<BytesRef, Long> into;
    private final long[] byNumber;

    Several(SortedSetDocValues values, Map<BytesRef, Long> into) {
      this.values = values;
      this.into = into;
      this.byNumber = new long[Math.toIntExact(values.getValueCount())];
    }

    @Override
    public void take(int doc) throws IOException {
      if (values.advanceExact(doc)) {
        for (int i = values.docValueCount(); i > 0; i--) {
          byNumber[(int) values.nextOrd()]++;
        }
      }
    }

    @Override
    public void close() throws IOException {
      merge(byNumber, into, values::lookupOrd);
    }
  }
}
