package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.text.CharSet;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether a word of a set may begin at a place, told by two characters and the one before. Says yes
 * too often, never too seldom. Immutable and safe for use by many threads.
 */
final class WordStarts {
  /** Of a letter or digit. */
  static final int PLAIN = 3;

  /** Of a capital letter: it begins a word of a name. */
  static final int CAPITAL = 4;

  private static final int DIGIT = 1;
  private static final int LETTER = 2;

  /** Of the first character of a word. */
  private static final int BEGINS = 8;

  private static final int ASCII = 0x80;
  private static final int CASE = 'a' - 'A';
  private static final int FACTOR = 31;
  private static final byte[] KINDS = kinds();

  private final byte[] kinds = KINDS.clone();
  private final CharSet begins;
  private final CharSet alone;
  private final CharSet pairs;

  /**
   * Of some words, in lower case.
   *
   * @param words stand in a text as they are
   * @param names letters and digits, with others between them in a text
   */
  WordStarts(Set<String> words, Set<String> names) {
    BitSet firsts = new BitSet();
    BitSet singles = new BitSet();
    BitSet firstPairs = new BitSet();
    words.forEach(word -> add(word, firsts, singles, firstPairs));
    names.forEach(name -> add(name, firsts, singles, firstPairs));
    names.forEach(name -> addApart(name.charAt(0), firstPairs));
    this.begins = new CharSet(c -> firsts.get(lower((char) c)));
    this.alone = new CharSet(c -> singles.get(lower((char) c)));
    this.pairs = new CharSet(firstPairs::get);
    for (char c = 0; c < ASCII; c++) {
      kinds[c] = (byte) (KINDS[c] | (begins.has(c) ? BEGINS : 0));
    }
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    IntStream.rangeClosed('0', '9').forEach(c -> kinds[c] = DIGIT);
    IntStream.rangeClosed('a', 'z').forEach(c -> kinds[c] = LETTER);
    IntStream.rangeClosed('A', 'Z').forEach(c -> kinds[c] = LETTER | CAPITAL);
    return kinds;
  }

  private static void add(String word, BitSet firsts, BitSet singles, BitSet pairs) {
    firsts.set(word.charAt(0));
    if (word.length() == 1) {
      singles.set(word.charAt(0));
    } else {
      pairs.set(pair(word.charAt(0), word.charAt(1)));
    }
  }

  /** The first word of a name may be of one letter: e_mail. */
  private static void addApart(char first, BitSet pairs) {
    IntStream.range(0, ASCII)
        .filter(c -> KINDS[c] == 0)
        .forEach(c -> pairs.set(pair(first, (char) c)));
  }

  /** Two characters in one, in which few pairs of a language meet. */
  private static char pair(char first, char second) {
    return (char) (first * FACTOR + second);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + CASE) : c;
  }

  static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < ASCII);
  }

  /** Bits of {@link #PLAIN} and {@link #CAPITAL}. */
  static int kindOf(char c) {
    return c < ASCII ? KINDS[c] : 0;
  }

  /** As {@link #kindOf}, and whether a word begins with it. */
  int kind(char c) {
    return c < ASCII ? kinds[c] : begins.has(c) ? BEGINS : 0;
  }

  /** Whether a word may begin with a character of a kind behind one of another. */
  static boolean begins(int before, int kind) {
    return kind >= BEGINS && ((kind & before & PLAIN) == 0 || (kind & CAPITAL) != 0);
  }

  /** Whether a word may begin with the character at a place and the next. */
  boolean areTwo(char[] chars, int at, int length) {
    char c = chars[at];
    char next = at + 1 < length ? lower(chars[at + 1]) : 0;
    return pairs.has(pair(lower(c), next)) || alone.has(c);
  }
}
