package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;

/**
 * The index at one moment: every entry of an unbroken range of the log, which it checks when it is
 * made. Safe for use by many threads.
 */
final class OrderedSearcher extends IndexSearcher {
  /** Makes them for Lucene. */
  static final SearcherFactory FACTORY =
      new SearcherFactory() {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, IndexReader previous)
            throws IOException {
          return of(reader);
        }
      };

  private final List<Segment> newestFirst;

  private OrderedSearcher(IndexReader reader, List<Segment> newestFirst) {
    super(reader);
    this.newestFirst = newestFirst;
    // Caching costs more than it gives: what is asked for is found in microseconds.
    setQueryCache(null);
  }

  static OrderedSearcher of(IndexReader reader) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add(Segment.of(leaf));
    }
    segments.sort(Comparator.comparingLong(Segment::last).reversed());
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).last() + 1 != segments.get(i - 1).first()) {
        throw Segment.broken(segments.get(i).leaf(), "is not followed by the next entry");
      }
    }
    return new OrderedSearcher(reader, List.copyOf(segments));
  }

  List<Segment> newestFirst() {
    return newestFirst;
  }

  /** Index of the oldest entry; 0 when there is none. */
  long first() {
    return newestFirst.isEmpty() ? 0 : newestFirst.getLast().first();
  }

  /** Index of the first entry that is not there yet. */
  long next() {
    return newestFirst.isEmpty() ? 0 : newestFirst.getFirst().last() + 1;
  }

  /** Checks every document. */
  void checkEach() throws IOException {
    for (Segment segment : newestFirst) {
      segment.checkEach();
    }
  }
}
