package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names in Latin letters, most often Chinese ones in pinyin, where a label says that a name
 * follows. Two or three words that begin with a capital, one of them a surname, the others what
 * Chinese given names sound like: Long Beach and Sun Microsystems are none. Immutable.
 */
final class LatinNames {
  private static final int LONGEST = 40;

  private final WordTrie surnames;

  LatinNames() {
    Map<String, List<String>> lists = Words.sections("/dev/yinhu/piiscanner/names/pinyin.txt");
    WordTrie.Builder builder = new WordTrie.Builder();
    for (String surname : lists.getOrDefault("surname", List.of())) {
      builder.add(surname.toLowerCase(Locale.ROOT), 1);
    }
    surnames = builder.build();
  }

  /** Where a name begins behind an assignment or label that ends here, or -1. */
  int start(char[] chars, int length, int from) {
    int at = from;
    while (at < length
        && at < from + 4
        && (chars[at] == ' ' || chars[at] == '"' || chars[at] == '\'' || chars[at] == '\\')) {
      at++;
    }
    return at < length && isCapital(chars[at]) ? at : -1;
  }

  /** Where the name that begins here ends, or -1 when it is none. */
  int end(char[] chars, int length, int start) {
    int at = start;
    int words = 0;
    boolean surname = false;
    int end = -1;
    while (words < 3 && at < length && at - start < LONGEST && isCapital(chars[at])) {
      int word = at;
      while (at < length && isLetter(chars[at])) {
        at++;
      }
      boolean known = surnames.valueOf(chars, word, at) != WordTrie.NO_WORD;
      if (!known && !Pinyin.isName(chars, word, at)) {
        return -1;
      }
      surname |= known;
      words++;
      end = at;
      if (at >= length || chars[at] != ' ') {
        break;
      }
      at++;
    }
    boolean open = end < length && end > 0 && isGoingOn(chars[end]);
    return words >= 2 && surname && !open ? end : -1;
  }

  private static boolean isGoingOn(char c) {
    return (c >= '0' && c <= '9')
        || c == '@'
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '/'
        || c == ':'
        || c == '=';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLetter(char c) {
    return isCapital(c) || (c >= 'a' && c <= 'z') || c == '\'';
  }
}
