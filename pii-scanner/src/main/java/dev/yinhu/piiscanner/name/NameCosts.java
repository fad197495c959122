package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import java.util.Arrays;
import java.util.List;

/**
 * What characters, words and names cost: tenths of the negative natural logarithm of their
 * probability, so that costs add up and the lowest sum is the likeliest reading. Immutable.
 *
 * <p>Sources stand in the heads of {@code names/characters.txt} and {@code names/words.txt}.
 */
final class NameCosts {
  /** The cost of what does not happen. */
  static final int NEVER = 10_000;

  /** A name stands in a run of text about once in fifty words. */
  private static final int ANY_NAME = 40;

  private static final int ONE_GIVEN = 14;
  private static final int TWO_GIVEN = 3;
  private static final int UNKNOWN_CHARACTER = 150;
  private static final int UNLISTED = 115;
  private static final int BRAND = 80;
  private static final String FOLDER = "/dev/yinhu/piiscanner/names/";

  private final WordTrie words;
  private final WordTrie compounds;
  private final WordTrie people = readPeople();
  private final short[] singles = filled(UNKNOWN_CHARACTER);
  private final short[] surnames = filled(NEVER);
  private final short[] firsts = filled(UNLISTED);
  private final short[] seconds = filled(UNLISTED);
  private final short[] onlies = filled(UNLISTED);

  /** Reads the shipped lists. */
  NameCosts() {
    WordTrie.Builder builder = new WordTrie.Builder();
    readWords(builder);
    for (String line : Words.lines(FOLDER + "brands.txt")) {
      for (String brand : Words.split(line)) {
        if (brand.length() > 1) {
          builder.add(brand, BRAND);
        }
      }
    }
    words = builder.build();
    compounds = readCharacters();
    for (short[] table : List.of(singles, surnames, firsts, seconds, onlies)) {
      spreadToTraditional(table);
    }
  }

  /** Words of at least two characters and their costs. */
  WordTrie words() {
    return words;
  }

  /** Whether a listed word is the name of a public figure too, which others may bear. */
  boolean isOfAPerson(char[] chars, int start, int end) {
    return people.valueOf(chars, start, end) != WordTrie.NO_WORD;
  }

  private static WordTrie readPeople() {
    WordTrie.Builder builder = new WordTrie.Builder();
    for (String line : Words.lines(FOLDER + "people.txt")) {
      Words.split(line).forEach(name -> builder.add(name, BRAND));
    }
    return builder.build();
  }

  /** The cost of a character that stands alone. */
  int single(char c) {
    return singles[c];
  }

  /** Whether a name can begin with a character. */
  boolean beginsName(char c) {
    return surnames[c] < NEVER;
  }

  /** The cost of reading characters as a name, {@link #NEVER} or more when they cannot be one. */
  int name(char[] chars, int start, int end) {
    int length = end - start;
    if (length == 2) {
      return ANY_NAME + ONE_GIVEN + surnames[chars[start]] + onlies[chars[start + 1]];
    }
    int given = TWO_GIVEN + (length < 3 ? NEVER : firsts[chars[end - 2]] + seconds[chars[end - 1]]);
    int cost = length == 3 ? ANY_NAME + surnames[chars[start]] + given : NEVER;
    int compound = compounds.valueOf(chars, start, start + 2);
    if (compound == WordTrie.NO_WORD) {
      return cost;
    }
    int rest = length == 3 ? ONE_GIVEN + onlies[chars[end - 1]] : given;
    return Math.min(cost, ANY_NAME + compound + rest);
  }

  private void readWords(WordTrie.Builder builder) {
    for (String line : Words.lines(FOLDER + "words.txt")) {
      List<String> parts = Words.split(line);
      int cost = Integer.parseInt(parts.getFirst());
      for (String word : parts.subList(1, parts.size())) {
        if (word.length() == 1) {
          singles[word.charAt(0)] = (short) cost;
        } else {
          builder.add(word, cost);
        }
      }
    }
  }

  private WordTrie readCharacters() {
    WordTrie.Builder builder = new WordTrie.Builder();
    for (String line : Words.lines(FOLDER + "characters.txt")) {
      List<String> parts = Words.split(line);
      String word = parts.getFirst();
      if (word.length() == 1) {
        char c = word.charAt(0);
        surnames[c] = cost(parts.get(1));
        firsts[c] = cost(parts.get(2));
        seconds[c] = cost(parts.get(3));
        onlies[c] = cost(parts.get(4));
      } else {
        builder.add(word, cost(parts.get(1)));
        char c = word.charAt(0);
        surnames[c] = (short) Math.min(surnames[c], NEVER - 1);
      }
    }
    return builder.build();
  }

  private static short cost(String text) {
    return text.equals("-") ? NEVER : Short.parseShort(text);
  }

  private static short[] filled(int value) {
    short[] table = new short[0x10000];
    Arrays.fill(table, (short) value);
    return table;
  }

  private static void spreadToTraditional(short[] table) {
    short[] simple = table.clone();
    for (int c = 0; c < table.length; c++) {
      table[c] = simple[Han.simple((char) c)];
    }
  }
}
