package dev.yinhu.accessaudit.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Finds the entries that the log does not have any more. Immutable. */
final class NotKept extends Query {
  private final Kept kept;

  NotKept(Kept kept) {
    this.kept = kept;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        FixedBitSet gone = gone(leaf);
        int count = gone.cardinality();
        return count == 0
            ? null
            : ConstantScoreScorerSupplier.fromIterator(
                new BitSetIterator(gone, count), score(), scoreMode, leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  private FixedBitSet gone(LeafReaderContext leaf) throws IOException {
    // Which entries may be missing is checked where the index is opened.
    Segment segment = Segment.of(leaf, Long.MAX_VALUE);
    FixedBitSet gone = new FixedBitSet(segment.count());
    int from = segment.countFrom(kept.boundary());
    if (from < segment.count()) {
      NumericDocValues indexes = segment.numbers(IndexFields.INDEX);
      for (int doc = indexes.advance(from);
          doc != NumericDocValues.NO_MORE_DOCS;
          doc = indexes.nextDoc()) {
        if (!kept.contains(indexes.longValue())) {
          gone.set(doc);
        }
      }
    }
    return gone;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "NotKept";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return sameClassAs(other) && other instanceof NotKept same && kept == same.kept;
  }

  @Override
  public int hashCode() {
    return classHash() ^ System.identityHashCode(kept);
  }
}
