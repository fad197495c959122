package dev.yinhu.accessaudit.search;

import java.io.IOException;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Goes through every match of a query, segment by segment. */
final class Matches {
  /** Takes the matches of one segment, in ascending order of documents. */
  interface Taker {
    void take(int doc) throws IOException;
  }

  /** Begins a segment. */
  interface Visitor {
    Taker segment(Segment segment) throws IOException;
  }

  private Matches() {}

  static void visit(OrderedSearcher searcher, Query query, Visitor visitor) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (Segment segment : searcher.newestFirst()) {
      BulkScorer scorer = weight.bulkScorer(segment.leaf());
      if (scorer != null) {
        Taker taker = visitor.segment(segment);
        scorer.score(
            new Collector(taker),
            segment.leaf().reader().getLiveDocs(),
            0,
            DocIdSetIterator.NO_MORE_DOCS);
      }
    }
  }

  private record Collector(Taker taker) implements LeafCollector {
    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int doc) throws IOException {
      taker.take(doc);
    }
  }
}
