package dev.yinhu.accessaudit.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * How reasons are indexed: words of alphabets in lower case and half width, Chinese as every pair
 * of neighbouring characters and the last one of each run. So any piece of Chinese text is found
 * wherever it stands, however a segmenter would cut the text around it: a search of an audit log
 * must not miss. Queries are cut into words by {@link ChineseWords}.
 */
final class ReasonAnalyzer extends Analyzer {
  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer words = new StandardTokenizer();
    TokenStream pairs = new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(words)));
    return new TokenStreamComponents(words, new RunEndFilter(pairs));
  }

  @Override
  protected TokenStream normalize(String field, TokenStream in) {
    return new LowerCaseFilter(new CJKWidthFilter(in));
  }
}
