package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;

/**
 * The index at one moment: every entry of an unbroken range of the log and some of those before it,
 * where the log was pruned. It checks that when it is made. Safe for use by many threads.
 */
final class OrderedSearcher extends IndexSearcher {
  private final List<Segment> newestFirst;
  private final long gapsBelow;

  private OrderedSearcher(IndexReader reader, List<Segment> newestFirst, long gapsBelow) {
    super(reader);
    this.newestFirst = newestFirst;
    this.gapsBelow = gapsBelow;
    // Caching costs more than it gives: what is asked for is found in microseconds.
    setQueryCache(null);
  }

  /** Makes them for Lucene. */
  static SearcherFactory factory(LongSupplier gapsBelow) {
    return new SearcherFactory() {
      @Override
      public IndexSearcher newSearcher(IndexReader reader, IndexReader previous)
          throws IOException {
        return of(reader, gapsBelow.getAsLong());
      }
    };
  }

  /**
   * Checks the segments.
   *
   * @param gapsBelow from the entry of this index on, none may be missing
   */
  static OrderedSearcher of(IndexReader reader, long gapsBelow) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add(Segment.of(leaf, gapsBelow));
    }
    segments.sort(Comparator.comparingLong(Segment::last).reversed());
    for (int i = 1; i < segments.size(); i++) {
      long end = segments.get(i).last() + 1;
      long next = segments.get(i - 1).first();
      if (end > next || (end < next && next > gapsBelow)) {
        throw Segment.broken(segments.get(i).leaf(), "is not followed by the next entry");
      }
    }
    return new OrderedSearcher(reader, List.copyOf(segments), gapsBelow);
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
      segment.checkEach(gapsBelow);
    }
  }

  /** How many entries it holds that the log still has. */
  long countKept(Kept kept) throws IOException {
    long all = getIndexReader().numDocs();
    return all - count(new NotKept(kept));
  }
}
