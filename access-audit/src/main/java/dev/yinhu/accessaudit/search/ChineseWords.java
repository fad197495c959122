package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts the Chinese of a query into words, by the hidden Markov model of Lucene's smartcn; single
 * characters beside longer words are left out. Safe for use by many threads.
 */
final class ChineseWords {
  private ChineseWords() {}

  /**
   * The pieces that have to be found: words of Chinese, and what lies between them as it is. Each
   * is a part of the text as it stands, so an entry that says the text says every piece.
   */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    int start = 0;
    for (int i = 1; i <= points.length; i++) {
      if (i == points.length || isHan(points[i]) != isHan(points[start])) {
        String run = new String(points, start, i - start);
        if (isHan(points[start])) {
          pieces.addAll(words(run));
        } else if (run.codePoints().anyMatch(Character::isLetterOrDigit)) {
          pieces.add(run);
        }
        start = i;
      }
    }
    return pieces;
  }

  private static boolean isHan(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
  }

  private static List<String> words(String run) {
    List<String> words = new ArrayList<>();
    try (Tokenizer tokenizer = new HMMChineseTokenizer()) {
      CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
      tokenizer.setReader(new StringReader(run));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        words.add(term.toString());
      }
      tokenizer.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    List<String> longer = words.stream().filter(word -> word.length() > 1).toList();
    return longer.isEmpty() ? List.of(run) : longer;
  }
}
