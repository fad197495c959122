package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.search.Filter.Says.How;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/** Turns a resolved filter into Lucene's terms, for one reader. For one thread. */
final class LuceneQueries {
  private final TextQueries texts;

  LuceneQueries(Analyzer analyzer, IndexReader reader) {
    this.texts = new TextQueries(analyzer, reader);
  }

  /**
   * The query.
   *
   * @throws IllegalArgumentException when the filter was not {@linkplain Known#resolve resolved}
   */
  Query of(Filter filter) throws IOException {
    return switch (filter) {
      case Filter.Every _ -> MatchAllDocsQuery.INSTANCE;
      case Filter.All all -> all(all.filters());
      case Filter.Any any -> any(any.filters());
      case Filter.Not not -> all(List.of(not));
      case Filter.Has has -> has(has);
      case Filter.Begins begins ->
          new PrefixQuery(new Term(begins.attribute().word(), begins.prefix()));
      case Filter.Says says -> says(says);
      case Filter.Since since -> time(since.time(), Long.MAX_VALUE);
      case Filter.Before before -> time(Instant.MIN, before.time().toEpochMilli() - 1);
      case Filter.OfSubject _, Filter.InCategory _ ->
          throw new IllegalArgumentException("the filter was not resolved");
    };
  }

  private static Query time(Instant from, long last) {
    long first = from.equals(Instant.MIN) ? Long.MIN_VALUE : from.toEpochMilli();
    return NumericDocValuesField.newSlowRangeQuery(IndexFields.TIME, first, last);
  }

  private Query all(List<Filter> filters) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean wants = false;
    for (Filter filter : filters) {
      if (filter instanceof Filter.Not(Filter unwanted)) {
        all.add(of(unwanted), Occur.MUST_NOT);
      } else {
        wants = true;
        all.add(of(filter), Occur.FILTER);
      }
    }
    if (!wants) {
      all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    }
    return all.build();
  }

  private Query any(List<Filter> filters) throws IOException {
    if (filters.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
    for (Filter filter : filters) {
      any.add(of(filter), Occur.SHOULD);
    }
    return any.build();
  }

  private static Query has(Filter.Has has) {
    String field = has.attribute().word();
    if (has.values().size() == 1) {
      String only = has.values().iterator().next();
      return new TermQuery(new Term(field, IndexFields.term(has.attribute(), only)));
    }
    return new TermInSetQuery(
        field,
        has.values().stream().map(value -> IndexFields.term(has.attribute(), value)).toList());
  }

  private Query says(Filter.Says says) throws IOException {
    if (says.how() != How.WORDS) {
      return texts.of(says.text(), says.how() == How.BEGINNING);
    }
    List<Query> words = new ArrayList<>();
    for (String piece : ChineseWords.pieces(says.text())) {
      words.add(texts.of(piece, false));
    }
    if (words.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words.forEach(word -> all.add(word, Occur.FILTER));
    return all.build();
  }
}
