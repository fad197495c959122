package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.StoredEntry;
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
  private static final int MOST_AT_ONCE = 1_024;

  private final OrderedSearcher searcher;
  private final AuditLog log;
  private final Runnable pruned;
  private final Weight weight;

  /**
   * @param pruned told when the index knows entries that the log does not have any more
   */
  PageFinder(OrderedSearcher searcher, AuditLog log, Query query, Runnable pruned)
      throws IOException {
    this.searcher = searcher;
    this.log = log;
    this.pruned = pruned;
    this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  /**
   * A page of entries as they stand in the log, full unless it is the last.
   *
   * @param after the index of the entry behind which the page begins, in the page's order
   */
  Page page(Order order, OptionalLong after, int limit) throws IOException {
    List<StoredEntry> entries = new ArrayList<>();
    OptionalLong from = after;
    boolean end = false;
    for (int most = limit + 1;
        entries.size() <= limit && !end;
        most = Math.max(most, Math.min(2 * most, MOST_AT_ONCE))) {
      List<EntryPlace> places = places(order, from, most);
      List<StoredEntry> there = log.entriesAt(places);
      if (there.size() < places.size()) {
        pruned.run();
      }
      entries.addAll(there);
      end = places.size() < most;
      from = end ? from : OptionalLong.of(places.getLast().index());
    }
    boolean more = entries.size() > limit;
    List<StoredEntry> shown = more ? entries.subList(0, limit) : entries;
    return new Page(
        shown,
        more ? OptionalLong.of(shown.getLast().index()) : OptionalLong.empty(),
        searcher.next());
  }

  private List<EntryPlace> places(Order order, OptionalLong after, int limit) throws IOException {
    return switch (order) {
      case NEWEST_FIRST -> newestFirst(after, limit);
      case OLDEST_FIRST -> oldestFirst(after, limit);
    };
  }

  private List<EntryPlace> newestFirst(OptionalLong after, int limit) throws IOException {
    List<EntryPlace> places = new ArrayList<>();
    for (Segment segment : searcher.newestFirst()) {
      if (places.size() == limit) {
        break;
      }
      int from = after.isPresent() ? segment.countFrom(after.getAsLong()) : 0;
      if (from < segment.count()) {
        places.addAll(places(segment, firstDocs(segment, from, limit - places.size())));
      }
    }
    return places;
  }

  private List<EntryPlace> oldestFirst(OptionalLong after, int limit) throws IOException {
    List<EntryPlace> places = new ArrayList<>();
    for (Segment segment : searcher.newestFirst().reversed()) {
      if (places.size() == limit) {
        break;
      }
      int to = after.isPresent() ? segment.countFrom(after.getAsLong() + 1) : segment.count();
      if (to > 0) {
        places.addAll(places(segment, lastDocs(segment, to, limit - places.size())).reversed());
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
      if (segment.isLive(doc)) {
        docs[count++] = doc;
      }
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
      if (segment.isLive(doc)) {
        ring[(int) (seen++ % most)] = doc;
      }
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
