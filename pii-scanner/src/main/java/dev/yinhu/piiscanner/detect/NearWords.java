package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.automaton.Outlook;
import dev.yinhu.piiscanner.automaton.Part;
import dev.yinhu.piiscanner.rule.Cues;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where in a text the rules of {@link Part#NEAR_CUE} are looked for: near the words and behind the
 * names that they cannot do without. May tell more places than that. Immutable and safe for use by
 * many threads.
 *
 * <p>One pass over the text, which asks a tree of words only at places where two characters stand
 * that one of them begins with.
 */
final class NearWords {
  /** A value before its cue is looked for so many characters before it. */
  private static final int LONGEST_VALUE = 256;

  private static final int LONGEST_NAME = 60;
  private static final int BEHIND_SHIFT = 16;
  private static final int WINDOW = 0xFFFF;

  /** The window of a name, which may be that of a column: to the end of the text. */
  private static final int FAR = WINDOW;

  private static final int NOWHERE = Integer.MAX_VALUE;

  /** The value is the window before a value, and the one behind it in the upper half. */
  private final WordTree words;

  /** Of Latin names, their words joined. */
  private final WordTree names;

  private final WordStarts starts;
  private final int signReach;

  /**
   * Of some rules.
   *
   * @param rules all of which need a cue
   * @param signReach how far before {@link Part#SIGN} a match may start
   */
  NearWords(List<CompiledRule> rules, int signReach) {
    this.signReach = signReach;
    Map<String, Integer> spelled = new HashMap<>();
    Map<String, Integer> joined = new HashMap<>();
    for (CompiledRule rule : rules) {
      Cues cues = rule.rule().cues();
      int window = cues.behind() << BEHIND_SHIFT | cues.before();
      cues.words().forEach(word -> spelled.merge(lower(word), window, NearWords::wider));
      for (String name : cues.names()) {
        if (WordStarts.isAscii(name)) {
          joined.put(lower(name).replaceAll("[^a-z0-9]", ""), FAR);
        } else {
          spelled.merge(lower(name), FAR, NearWords::wider);
        }
      }
    }
    this.words = new WordTree(spelled);
    this.names = new WordTree(joined);
    this.starts = new WordStarts(spelled.keySet(), joined.keySet());
  }

  private static int wider(int a, int b) {
    int behind = Math.max(a >>> BEHIND_SHIFT, b >>> BEHIND_SHIFT);
    return behind << BEHIND_SHIFT | Math.max(a & WINDOW, b & WINDOW);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /**
   * Adds the places near what stands in a text.
   *
   * @param open takes those where {@link Outlook#OPEN} holds
   * @param signed takes those where {@link Outlook#SIGNED} does, as far as the others are not open
   */
  void read(char[] chars, int length, Stretches open, Stretches signed) {
    int before = 0;
    for (int at = 0; at < length; at++) {
      char c = chars[at];
      int kind = starts.kind(c);
      boolean begins = WordStarts.begins(before, kind) && starts.areTwo(chars, at, length);
      before = kind;
      if (begins) {
        int far = find(chars, at, length, open);
        if (far != NOWHERE) {
          open.add(far, length);
          addSign(chars, at, Math.min(length, at + signReach), signed);
          return;
        }
      }
      if (c == Part.SIGN) {
        signed.add(Math.max(0, at - signReach), at);
      }
    }
  }

  /** Adds what is near the first sign of a stretch: behind it all is open. */
  private void addSign(char[] chars, int from, int to, Stretches signed) {
    int at = from;
    while (at < to && chars[at] != Part.SIGN) {
      at++;
    }
    if (at < to) {
      signed.add(Math.max(0, at - signReach), at);
    }
  }

  /**
   * Adds what is near the words that begin at a place; the first place that is near one which
   * reaches to the end of the text, {@link #NOWHERE} without one.
   */
  private int find(char[] chars, int start, int length, Stretches open) {
    int far = isName(chars, start, length) ? start : NOWHERE;
    int node = words.first(WordStarts.lower(chars[start]));
    for (int at = start; node >= 0; at++) {
      int window = words.value(node);
      if (window >= 0 && isWordEnd(chars, at + 1, length)) {
        int behind = window >>> BEHIND_SHIFT;
        int from = behind == 0 ? start : Math.max(0, at + 1 - behind - LONGEST_VALUE);
        int before = window & WINDOW;
        far = before == FAR ? Math.min(from, far) : far;
        open.add(from, start + before + 1);
      }
      node = at + 1 < length ? words.next(node, WordStarts.lower(chars[at + 1])) : -1;
    }
    return far;
  }

  /**
   * As {@link dev.yinhu.piiscanner.automaton.CueTable} has it: letters beside digits end a word.
   */
  private static boolean isWordEnd(char[] chars, int end, int length) {
    return end == length
        || (WordStarts.kindOf(chars[end - 1]) & WordStarts.kindOf(chars[end]) & WordStarts.PLAIN)
            == 0;
  }

  /** Whether a name begins here, however its words are joined. */
  private boolean isName(char[] chars, int start, int length) {
    int node = names.first(WordStarts.lower(chars[start]));
    int most = Math.min(length, start + LONGEST_NAME);
    int at = start;
    while (node >= 0) {
      int next = at + 1 < length ? WordStarts.kindOf(chars[at + 1]) : 0;
      if (names.value(node) >= 0
          && ((next & WordStarts.PLAIN) == 0 || (next & WordStarts.CAPITAL) != 0)) {
        return true;
      }
      do {
        at++;
      } while (at < most && (WordStarts.kindOf(chars[at]) & WordStarts.PLAIN) == 0);
      node = at < most ? names.next(node, WordStarts.lower(chars[at])) : -1;
    }
    return false;
  }
}
