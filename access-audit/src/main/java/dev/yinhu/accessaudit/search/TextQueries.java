package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Looks for a text as it stands in the reasons. For one thread. */
final class TextQueries {
  /** How many words a beginning within a longer text may stand for. */
  private static final int MAX_EXPANSIONS = 500;

  private record Piece(BytesRef term, String type, int position) {}

  private final Analyzer analyzer;
  private final IndexReader reader;

  TextQueries(Analyzer analyzer, IndexReader reader) {
    this.analyzer = analyzer;
    this.reader = reader;
  }

  /**
   * Entries whose reason has the text's tokens one after the other.
   *
   * @param beginning whether the last word may go on
   */
  Query of(String text, boolean beginning) throws IOException {
    List<Piece> pieces = pieces(text);
    if (pieces.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    Piece last = pieces.getLast();
    if (last.type().equals(RunEndFilter.RUN_END)) {
      // The run may go on where it is found; its last pair is the last that must stand there.
      pieces.removeLast();
      return pieces.size() == 1 ? new TermQuery(term(pieces.getLast())) : phrase(pieces);
    }
    boolean open = beginning || last.type().equals(CJKBigramFilter.SINGLE_TYPE);
    if (pieces.size() == 1) {
      return open ? new PrefixQuery(term(last)) : new TermQuery(term(last));
    }
    return open ? openPhrase(pieces) : phrase(pieces);
  }

  private List<Piece> pieces(String text) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(IndexFields.REASON, text)) {
      TermToBytesRefAttribute term = tokens.addAttribute(TermToBytesRefAttribute.class);
      TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      int position = -1;
      tokens.reset();
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        pieces.add(new Piece(BytesRef.deepCopyOf(term.getBytesRef()), type.type(), position));
      }
      tokens.end();
    }
    return pieces;
  }

  private static Term term(Piece piece) {
    return new Term(IndexFields.REASON, piece.term());
  }

  private static MultiPhraseQuery phrase(List<Piece> pieces) {
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    pieces.forEach(piece -> phrase.add(new Term[] {term(piece)}, piece.position()));
    return phrase.build();
  }

  private Query openPhrase(List<Piece> pieces) throws IOException {
    Piece last = pieces.getLast();
    List<Piece> before = pieces.subList(0, pieces.size() - 1);
    Set<BytesRef> endings = endings(last.term());
    if (endings.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    if (endings.size() > MAX_EXPANSIONS) {
      // Both stand in the reason, if not one after the other: rather too much than too little.
      return new BooleanQuery.Builder()
          .add(
              before.size() == 1 ? new TermQuery(term(before.getFirst())) : phrase(before),
              Occur.FILTER)
          .add(new PrefixQuery(term(last)), Occur.FILTER)
          .build();
    }
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder(phrase(before));
    phrase.add(
        endings.stream().map(ending -> new Term(IndexFields.REASON, ending)).toArray(Term[]::new),
        last.position());
    return phrase.build();
  }

  /** The words of the index that begin so, at most one more than may be. */
  private Set<BytesRef> endings(BytesRef prefix) throws IOException {
    Set<BytesRef> endings = new TreeSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(IndexFields.REASON);
      if (terms == null) {
        continue;
      }
      TermsEnum each = terms.iterator();
      if (each.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
        continue;
      }
      for (BytesRef term = each.term();
          term != null && StringHelper.startsWith(term, prefix);
          term = each.next()) {
        endings.add(BytesRef.deepCopyOf(term));
        if (endings.size() > MAX_EXPANSIONS) {
          return endings;
        }
      }
    }
    return endings;
  }
}
