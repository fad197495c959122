package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.han.WordTrie;
import dev.yinhu.piiscanner.han.Words;
import dev.yinhu.piiscanner.text.CharSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tibetan, Uyghur, Kazakh and Mongol names that are written in Chinese by their sound without a
 * dot: 扎西顿珠, 阿依古丽, 斯琴高娃. They are put together of some hundred parts, which are listed; without a
 * label or a title beside it such a sequence is none. Immutable.
 */
final class SoundNames {
  /** Characters of a name at most: what is looked at from one start. */
  private static final int LONGEST = 12;

  /** A single part of so many characters is a name without another. */
  private static final int LONG_PART = 3;

  private static final int PART = 1;
  private static final int TAIL = 0;

  private final WordTrie parts;
  private final CharSet beginnings;

  SoundNames() {
    Map<String, List<String>> lists = Words.sections("/dev/yinhu/piiscanner/names/parts.txt");
    WordTrie.Builder builder = new WordTrie.Builder();
    lists.getOrDefault("tail", List.of()).forEach(tail -> builder.add(tail, TAIL));
    Set<Character> first = new HashSet<>();
    for (String part : lists.getOrDefault("part", List.of())) {
      builder.add(part, PART);
      first.add(part.charAt(0));
    }
    parts = builder.build();
    beginnings = new CharSet(c -> first.contains((char) c));
  }

  /** Whether a name can begin with a character. */
  boolean beginsName(char c) {
    return beginnings.has(c);
  }

  /** Where the longest name that begins here ends, or -1 when none does. */
  int end(char[] chars, int start, int runEnd) {
    int limit = Math.min(runEnd, start + LONGEST);
    int reached = 1; // Bit i: parts lead from the start to i characters behind it.
    int end = -1;
    for (int at = start; at < limit; at++) {
      if ((reached & 1 << (at - start)) != 0) {
        int ends = endsFrom(chars, at, limit, at > start) << (at - start);
        reached |= ends;
        end = Math.max(end, longest(ends, start, at > start ? 2 : LONG_PART));
      }
    }
    return end;
  }

  /** Whether these characters are one part, which is a short name by itself: 扎西. */
  boolean isPart(char[] chars, int start, int end) {
    return parts.valueOf(chars, start, end) == PART;
  }

  private int endsFrom(char[] chars, int from, int limit, boolean tails) {
    int ends = 0;
    int node = WordTrie.ROOT;
    for (int at = from; at < limit; at++) {
      node = parts.step(node, chars[at]);
      if (node == WordTrie.NONE) {
        return ends;
      }
      int value = parts.value(node);
      if (value == PART || (value == TAIL && tails)) {
        ends |= 1 << (at + 1 - from);
      }
    }
    return ends;
  }

  private static int longest(int ends, int start, int least) {
    int length = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(ends);
    return length < least ? -1 : start + length;
  }
}
