package dev.yinhu.accessaudit.search;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;

/**
 * One segment of the index: entries of consecutive indexes, the newest first, so that a document's
 * number says its entry's index. That holds because one thread adds entries in order, the index is
 * sorted, nothing is ever deleted and only neighbouring segments are merged.
 *
 * @param leaf the segment
 * @param first index of its oldest entry
 * @param last index of its newest entry, the document 0
 */
record Segment(LeafReaderContext leaf, long first, long last) {

  /** Checks both ends; throws {@link CorruptIndexException} when entries cannot be consecutive. */
  static Segment of(LeafReaderContext leaf) throws IOException {
    LeafReader reader = leaf.reader();
    NumericDocValues indexes = numbers(leaf, IndexFields.INDEX);
    long last = at(indexes, 0);
    long first = at(indexes, reader.maxDoc() - 1);
    if (reader.hasDeletions() || first < 0 || last - first + 1 != reader.maxDoc()) {
      throw broken(leaf, "does not hold consecutive entries");
    }
    return new Segment(leaf, first, last);
  }

  /** Checks every document. */
  void checkEach() throws IOException {
    NumericDocValues indexes = numbers(leaf, IndexFields.INDEX);
    for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
      if (at(indexes, doc) != last - doc) {
        throw broken(leaf, "holds an entry in another's place");
      }
    }
  }

  long index(int doc) {
    return last - doc;
  }

  int count() {
    return leaf.reader().maxDoc();
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
