package dev.yinhu.accessaudit.search;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;

/**
 * One segment of the index, the newest entry first. Where the log is whole its entries are
 * consecutive, so that a document's number says its entry's index; below {@code gapsBelow} entries
 * may be missing, as they were pruned. That holds because one thread adds entries in order, the
 * index is sorted, only what was pruned is deleted, and only neighbouring segments are merged.
 *
 * @param leaf the segment
 * @param first index of its oldest entry
 * @param last index of its newest entry, the document 0
 * @param dense whether no entry between them is missing
 */
record Segment(LeafReaderContext leaf, long first, long last, boolean dense) {

  /**
   * Checks both ends; throws {@link CorruptIndexException} when entries are missing that cannot be.
   */
  static Segment of(LeafReaderContext leaf, long gapsBelow) throws IOException {
    int count = leaf.reader().maxDoc();
    long last = indexAt(leaf, 0);
    long first = indexAt(leaf, count - 1);
    long missing = last - first + 1 - count;
    if (first < 0 || missing < 0 || (missing > 0 && !isDenseFrom(leaf, last, first, gapsBelow))) {
      throw broken(leaf, "does not hold consecutive entries");
    }
    return new Segment(leaf, first, last, missing == 0);
  }

  private static boolean isDenseFrom(LeafReaderContext leaf, long last, long first, long gapsBelow)
      throws IOException {
    if (last < gapsBelow) {
      return true;
    }
    long place = last - gapsBelow;
    return gapsBelow > first
        && place < leaf.reader().maxDoc()
        && indexAt(leaf, (int) place) == gapsBelow;
  }

  /** Checks every document. */
  void checkEach(long gapsBelow) throws IOException {
    NumericDocValues indexes = numbers(leaf, IndexFields.INDEX);
    long newer = last + 1;
    for (int doc = 0; doc < count(); doc++) {
      long index = at(indexes, doc);
      if (index >= newer || (index < newer - 1 && newer > gapsBelow)) {
        throw broken(leaf, "holds an entry in another's place");
      }
      newer = index;
    }
  }

  /** The index of a document's entry. */
  long index(int doc) throws IOException {
    return dense ? last - doc : indexAt(leaf, doc);
  }

  /** How many documents there are, those of pruned entries included. */
  int count() {
    return leaf.reader().maxDoc();
  }

  /** How many documents are of this entry and later ones: the number of the first older one. */
  int countFrom(long index) throws IOException {
    if (dense) {
      return Math.clamp(last - index + 1, 0, count());
    }
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (indexAt(leaf, middle) >= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the document is still to be found. */
  boolean isLive(int doc) {
    Bits live = leaf.reader().getLiveDocs();
    return live == null || live.get(doc);
  }

  NumericDocValues numbers(String field) throws IOException {
    return numbers(leaf, field);
  }

  private static NumericDocValues numbers(LeafReaderContext leaf, String field) throws IOException {
    NumericDocValues values = leaf.reader().getNumericDocValues(field);
    if (values == null) {
      throw broken(leaf, "has no " + field);
    }
    return values;
  }

  /** By an iterator of its own, as they only go forward. */
  private static long indexAt(LeafReaderContext leaf, int doc) throws IOException {
    return at(numbers(leaf, IndexFields.INDEX), doc);
  }

  private static long at(NumericDocValues values, int doc) throws IOException {
    if (!values.advanceExact(doc)) {
      throw new CorruptIndexException("a document without index", "document " + doc);
    }
    return values.longValue();
  }

  static CorruptIndexException broken(LeafReaderContext leaf, String what) {
    return new CorruptIndexException("a segment of the search index " + what, leaf.toString());
  }
}
