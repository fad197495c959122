package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.StoredEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Says which of some entries filters want, by the same documents and queries as a search, but from
 * the entries themselves: whether an entry must be kept does not depend on how far an index has
 * come. An index of just these entries is made in memory and thrown away. Stateless; blocks.
 */
public final class EntryMatcher {
  private EntryMatcher() {}

  /**
   * For each filter which entries it wants, by their places in the list.
   *
   * @param filters {@linkplain Known#resolve resolved}
   * @throws AuditException when they cannot be told; then nothing is known of any of them
   */
  public static List<BitSet> matches(List<StoredEntry> entries, List<Filter> filters) {
    try (ReasonAnalyzer analyzer = new ReasonAnalyzer();
        ByteBuffersDirectory memory = new ByteBuffersDirectory()) {
      fill(memory, analyzer, entries);
      try (DirectoryReader reader = DirectoryReader.open(memory)) {
        if (reader.numDocs() != entries.size()) {
          throw new AuditException("not every entry could be looked at");
        }
        LuceneQueries queries = new LuceneQueries(analyzer, reader);
        IndexSearcher searcher = new IndexSearcher(reader);
        List<BitSet> all = new ArrayList<>();
        for (Filter filter : filters) {
          all.add(matches(searcher, queries.of(filter), entries.size()));
        }
        return all;
      }
    } catch (IOException e) {
      throw new AuditException("it cannot be told which entries are wanted", e);
    }
  }

  private static void fill(
      ByteBuffersDirectory memory, ReasonAnalyzer analyzer, List<StoredEntry> entries)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(memory, new IndexWriterConfig(analyzer))) {
      for (int place = 0; place < entries.size(); place++) {
        Document document = EntryDocument.of(entries.get(place)).document();
        // The entries need not be neighbours: their place in the list tells them apart.
        document.removeFields(IndexFields.INDEX);
        document.add(new NumericDocValuesField(IndexFields.INDEX, place));
        writer.addDocument(document);
      }
    }
  }

  private static BitSet matches(IndexSearcher searcher, Query query, int count) throws IOException {
    BitSet wanted = new BitSet(count);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      NumericDocValues places = leaf.reader().getNumericDocValues(IndexFields.INDEX);
      DocIdSetIterator each = scorer.iterator();
      while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (places == null || !places.advanceExact(each.docID())) {
          throw new AuditException("an entry lost its place");
        }
        wanted.set((int) places.longValue());
      }
    }
    return wanted;
  }
}
