package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.CueTable;
import dev.yinhu.piiscanner.context.NameReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which lists of names a column, key or header belongs to. A Latin name is read word by word
 * ({@code user_id_card} and {@code userIdCard} are three words), and any run of its words may be a
 * listed name; a Han name may hold a listed one anywhere.
 *
 * <p>Answers are remembered for as many names as a wide database has columns.
 */
final class NameGroups implements NameReader<BitSet> {
  static final int NONE = -1;

  private static final int LONGEST = 200;
  private static final int MOST_WORDS_OF_A_NAME = 6;

  private final Map<List<String>, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, BitSet> latin = new HashMap<>();
  private final CueTable han;
  private final KnownNames known = new KnownNames();

  /** Of these lists; equal ones have one number. */
  NameGroups(Iterable<List<String>> lists) {
    Map<Integer, List<String>> hanNames = new HashMap<>();
    for (List<String> names : lists) {
      Integer next = numbers.size();
      if (!names.isEmpty() && numbers.putIfAbsent(names, next) == null) {
        hanNames.put(next, names.stream().filter(name -> !isAscii(name)).toList());
        names.stream()
            .filter(NameGroups::isAscii)
            .forEach(name -> latin.computeIfAbsent(joined(name), n -> new BitSet()).set(next));
      }
    }
    han = CueTable.of(hanNames);
  }

  /** The number of a list; {@link #NONE} of an empty one. */
  int number(List<String> names) {
    return numbers.getOrDefault(names, NONE);
  }

  /** The lists that a name belongs to; not to be written to. */
  BitSet of(String name) {
    return read(name.toCharArray(), 0, name.length());
  }

  @Override
  public BitSet read(char[] chars, int from, int to) {
    int end = Math.min(to, from + LONGEST);
    BitSet groups = known.of(chars, from, end);
    if (groups == null) {
      char[] name = Arrays.copyOfRange(chars, from, end);
      groups = groupsOf(new String(name));
      known.keep(name, groups);
    }
    return groups;
  }

  private BitSet groupsOf(String name) {
    BitSet found = new BitSet();
    char[] chars = name.toCharArray();
    han.find(chars, chars.length, 0, chars.length, (start, end, group) -> found.set(group));
    List<String> words = words(name);
    for (int first = 0; first < words.size(); first++) {
      StringBuilder run = new StringBuilder();
      int end = Math.min(words.size(), first + MOST_WORDS_OF_A_NAME);
      for (int word = first; word < end; word++) {
        found.or(latin.getOrDefault(run.append(words.get(word)).toString(), new BitSet()));
      }
    }
    return found;
  }

  /** Parts at signs, where a capital follows a small letter, and before the last of capitals. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isPlain(c) || startsWord(name, i)) {
        take(word, words);
      }
      if (isPlain(c)) {
        word.append(c);
      }
    }
    take(word, words);
    return words;
  }

  private static boolean startsWord(String name, int i) {
    if (i == 0 || !isCapital(name.charAt(i))) {
      return false;
    }
    return !isCapital(name.charAt(i - 1))
        || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
  }

  private static void take(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  private static String joined(String name) {
    return String.join("", words(name));
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c < 0x80);
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isPlain(char c) {
    return isCapital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
