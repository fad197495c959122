package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.EntryPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/**
 * Finds the entries of one page. Newest first it stops as soon as the page is full: it goes through
 * the segments and each of them from the newest on. For one search.
 */
final class PageFinder {
  private final OrderedSearcher searcher;
  private final Weight weight;
  private final OptionalLong after;
  private final int limit;

  /**
   * @param after the index of the entry behind which the page begins, in the page's order
   */
  PageFinder(OrderedSearcher searcher, Query query, OptionalLong after, int limit)
      throws IOException {
    this.searcher = searcher;
    this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    this.after = after;
    this.limit = limit;
  }

  /** A page of entries as they stand in the log. */
  static Page page(
      OrderedSearcher searcher,
      AuditLog log,
      Query query,
      Order order,
      OptionalLong after,
      int limit)
      throws IOException {
    PageFinder finder = new PageFinder(searcher, query, after, limit + 1);
    List<EntryPlace> places =
        switch (order) {
          case NEWEST_FIRST -> finder.newestFirst();
          case OLDEST_FIRST -> finder.oldestFirst();
        };
    boolean more = places.size() > limit;
    List<EntryPlace> shown = more ? places.subList(0, limit) : places;
    return new Page(
        log.entriesAt(shown),
        more ? OptionalLong.of(shown.getLast().index()) : OptionalLong.empty(),
        searcher.next());
  }

  List<EntryPlace> newestFirst() throws IOException {
    List<EntryPlace> places = new ArrayList<>();
    for (Segment segment : searcher.newestFirst()) {
      if (places.size() == limit) {
        break;
      }
      long from = after.isPresent() ? segment.last() - after.getAsLong() + 1 : 0;
      if (from < segment.count()) {
        places.addAll(
            places(segment, firstDocs(segment, (int) Math.max(0, from), limit - places.size())));
      }
    }
    return places;
  }

  List<EntryPlace> oldestFirst() throws IOException {
    List<EntryPlace> places = new ArrayList<>();
    for (Segment segment : searcher.newestFirst().reversed()) {
      if (places.size() == limit) {
        break;
      }
      long to = after.isPresent() ? segment.last() - after.getAsLong() : segment.count();
      if (to > 0) {
        int[] docs = lastDocs(segment, (int) Math.min(segment.count(), to), limit - places.size());
        places.addAll(places(segment, docs).reversed());
      }
    }
    return places;
  }

  private int[] firstDocs(Segment segment, int from, int most) throws IOException {
    Scorer scorer = weight.scorer(segment.leaf());
    if (scorer == null) {
      return new int[0];
    }
    DocIdSetIterator matches = scorer.iterator();
    int[] docs = new int[most];
    int count = 0;
    for (int doc = matches.advance(from);
        doc != DocIdSetIterator.NO_MORE_DOCS && count < most;
        doc = count < most ? matches.nextDoc() : doc) {
      docs[count++] = doc;
    }
    return Arrays.copyOf(docs, count);
  }

  /** The oldest matches lie at the end, so all before them are passed over, the last ones kept. */
  private int[] lastDocs(Segment segment, int to, int most) throws IOException {
    Scorer scorer = weight.scorer(segment.leaf());
    if (scorer == null) {
      return new int[0];
    }
    DocIdSetIterator matches = scorer.iterator();
    int[] ring = new int[most];
    long seen = 0;
    for (int doc = matches.nextDoc(); doc < to; doc = matches.nextDoc()) {
      ring[(int) (seen++ % most)] = doc;
    }
    int kept = (int) Math.min(seen, most);
    int[] docs = new int[kept];
    for (int i = 0; i < kept; i++) {
      docs[i] = ring[(int) ((seen - kept + i) % most)];
    }
    return docs;
  }

  private static List<EntryPlace> places(Segment segment, int[] docs) throws IOException {
    List<EntryPlace> places = new ArrayList<>(docs.length);
    if (docs.length == 0) {
      return places;
    }
    NumericDocValues positions = segment.numbers(IndexFields.POSITION);
    NumericDocValues offsets = segment.numbers(IndexFields.OFFSET);
    NumericDocValues lengths = segment.numbers(IndexFields.LENGTH);
    for (int doc : docs) {
      if (!positions.advanceExact(doc)
          || !offsets.advanceExact(doc)
          || !lengths.advanceExact(doc)) {
        throw Segment.broken(segment.leaf(), "does not know where an entry lies");
      }
      places.add(
          new EntryPlace(
              segment.index(doc),
              (int) positions.longValue(),
              (int) offsets.longValue(),
              (int) lengths.longValue()));
    }
    return places;
  }
}
