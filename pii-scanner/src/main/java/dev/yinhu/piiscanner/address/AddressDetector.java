package dev.yinhu.piiscanner.address;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.text.CharSet;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds postal addresses in Chinese: from the first division, or from the street where none stands
 * before, to the end of the house. A division alone is none.
 *
 * <p>Where a reading ends the search goes on behind it, so the time is linear in the length of the
 * text.
 */
public final class AddressDetector implements Detector {
  /** The type of what it finds. */
  public static final PiiType TYPE = new PiiType("CN_ADDRESS");

  private static final int ENOUGH = 8;
  private static final int ENOUGH_DETAIL = 4;
  private static final int LABEL = 2;
  private static final int LONGEST_STREET = 12;

  private final AddressWords words;
  private final Places places;
  private final CharSet beginnings;

  /** Reads the shipped lists. */
  public AddressDetector() {
    words = new AddressWords();
    places = new Places();
    WordTrie trie = places.trie();
    beginnings = new CharSet(c -> trie.step(WordTrie.ROOT, (char) c) != WordTrie.NONE);
  }

  @Override
  public void detect(FoldedText text, Hints hints, Consumer<Candidate> found) {
    if (text.isAscii()) {
      return;
    }
    char[] chars = text.chars();
    int length = text.length();
    AddressReading reading = new AddressReading(words, places, chars, length);
    int at = 0;
    int floor = 0;
    while (at < length) {
      char c = chars[at];
      int start = -1;
      if (Han.isHan(c)) {
        start = beginnings.has(c) && beginsPlace(chars, length, at) ? at : -1;
      } else if (c >= '0' && c <= '9' && at >= floor) {
        start = at == 0 || isDigit(chars[at - 1]) ? -1 : street(chars, length, at, floor);
      }
      if (start < 0) {
        at++;
        continue;
      }
      reading.read(start);
      int cue = start == 0 ? hintOf(hints) : cueBefore(chars, start);
      if (isAddress(reading, cue)) {
        found.accept(candidate(start, reading, cue));
      }
      floor = Math.max(at + 1, reading.end());
      at = floor;
    }
  }

  private int hintOf(Hints hints) {
    for (String name : hints.names()) {
      if (cue(name.toCharArray(), name.length()) >= 2) {
        return 2;
      }
    }
    return 0;
  }

  private boolean beginsPlace(char[] chars, int length, int at) {
    WordTrie trie = places.trie();
    int node = WordTrie.ROOT;
    for (int i = at; i < length; i++) {
      node = trie.step(node, chars[i]);
      if (node == WordTrie.NONE) {
        return false;
      }
      if (trie.value(node) != WordTrie.NO_WORD) {
        return true;
      }
    }
    return false;
  }

  /** Where the street begins whose number stands here, or -1. */
  private int street(char[] chars, int length, int number, int floor) {
    int unit = unitBehind(chars, length, number);
    if (unit < 0) {
      return -1;
    }
    if (!Han.isHan(chars[number - 1]) || cue(chars, number) > 0) {
      return "栋幢棟".indexOf(chars[unit]) >= 0 ? number : -1;
    }
    int left = Math.max(floor, number - LONGEST_STREET);
    for (int at = number - 1; at > left; at--) {
      if (!Han.isHan(chars[at - 1]) || cue(chars, at) > 0) {
        return number - at >= 2 ? at : -1;
      }
    }
    return left == 0 ? 0 : -1;
  }

  /** Where the unit of a house's number stands that begins here, or -1. */
  private int unitBehind(char[] chars, int length, int number) {
    int at = number;
    while (at < length && at - number < 6 && AddressReading.isLatinOrDigit(chars[at])) {
      at++;
    }
    boolean unit = at < length && words.units().step(WordTrie.ROOT, chars[at]) != WordTrie.NONE;
    return unit ? at : -1;
  }

  /** Length of the longest cue that ends before this place, 0 when none does. */
  private int cue(char[] chars, int end) {
    WordTrie trie = words.cues();
    int node = WordTrie.ROOT;
    int longest = 0;
    for (int at = end - 1; at >= 0; at--) {
      node = trie.step(node, chars[at]);
      if (node == WordTrie.NONE) {
        break;
      }
      if (trie.value(node) != WordTrie.NO_WORD) {
        longest = trie.value(node);
      }
    }
    return longest;
  }

  private int cueBefore(char[] chars, int start) {
    int at = start;
    while (at > 0 && start - at < 4 && " :：\"'=".indexOf(chars[at - 1]) >= 0) {
      at--;
    }
    return cue(chars, at);
  }

  private static boolean isAddress(AddressReading reading, int cue) {
    int points = reading.divisionPoints() + reading.detail();
    boolean named = cue >= 2;
    if (reading.numbers() == 0) {
      return reading.divisionPoints() > 0
          && (named
              ? points >= ENOUGH - 1 && reading.streets() >= 1
              : points >= ENOUGH && reading.streets() >= 2);
    }
    if (points + (named ? LABEL : 0) < ENOUGH || reading.detail() < ENOUGH_DETAIL) {
      return false;
    }
    return reading.divisionPoints() > 0 || cue > 0 || reading.numbers() >= 2;
  }

  private static Candidate candidate(int start, AddressReading reading, int cue) {
    double parts = Math.min(0.9, 0.3 + 0.04 * (reading.divisionPoints() + reading.detail()));
    return new Candidate(
        TYPE,
        "cn-address",
        start,
        reading.end(),
        cue >= 2 ? Strength.NAMED : Strength.GRAMMAR,
        List.of(
            new Term(Ground.STRUCTURE, "address-parts", parts),
            new Term(Ground.CONTEXT, "address-cue", cue >= 2 ? 0.1 : 0)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
