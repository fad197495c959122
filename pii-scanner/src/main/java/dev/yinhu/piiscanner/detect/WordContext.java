package dev.yinhu.piiscanner.detect;

import dev.yinhu.piiscanner.text.Signs;
import java.util.Arrays;

/**
 * What the words near a value say. The nearest word decides, before the value first, then behind
 * it. A word does not count across the end of a sentence, nor when the cue of something else stands
 * between, nor when another value of its kind has it already: values that share a cue follow each
 * other as a list.
 */
final class WordContext {
  private static final Signs SENTENCE_ENDS = new Signs("。!;");
  private static final Signs LIST_SIGNS = new Signs(" ,、/|&+和或及与跟");
  private static final int LONGEST_LIST_SIGN = 4;
  private static final int UNCLAIMED = -1;

  /** A colon and a blank. */
  private static final int LONGEST_SIGN = 2;

  /** How much longer a label may be than the word that was found in it: 微信, 微信号码. */
  private static final int LONGEST_REST = 3;

  private static final int[] NOTHING = {};

  private final RuleTables tables;
  private final char[] chars;
  private final int length;
  private final CueHits hits;

  /** By group: the end of the last cue that a value took, and behind that value. */
  private int[] claimedCues = NOTHING;

  private int[] claimants = NOTHING;

  /** Behind the word that spoke against the last value, when one before it did. */
  private int counterEnd = UNCLAIMED;

  WordContext(RuleTables tables, char[] chars, int length) {
    this.tables = tables;
    this.chars = chars;
    this.length = length;
    this.hits = new CueHits(tables.words(), tables.wordGroups(), chars, length);
  }

  /** Whether a word of a rule's cues stands between two places near a start; starts ascend. */
  boolean holds(CompiledRule rule, int start, int from, int to) {
    read(start, to);
    return hits.holds(rule.cueGroup(), from, to);
  }

  /** Reads as far back as any rule looks, so that nothing is left out for the next. */
  private void read(int start, int to) {
    hits.read(Math.max(0, start - tables.widest()), to);
  }

  /**
   * What they say of a value.
   *
   * @param matchStart where its match starts, with its lead: these ascend
   */
  Verdict of(CompiledRule rule, int matchStart, int start, int end) {
    if (!rule.hasWords()) {
      return Verdict.SILENT;
    }
    read(matchStart, end + rule.behind());
    counterEnd = UNCLAIMED;
    Verdict verdict = before(rule, start, end, start - rule.before());
    return verdict == Verdict.SILENT ? behind(rule, end, end + rule.behind()) : verdict;
  }

  /**
   * Whether the word that spoke against the value asked for last stands right before it, as its own
   * name would; one farther off speaks of a neighbour when the value has a name of its own.
   */
  boolean isCounteredByItsLabel(int start) {
    return counterEnd != UNCLAIMED && start - counterEnd <= LONGEST_SIGN;
  }

  /** How many characters were read. */
  long steps() {
    return hits.steps();
  }

  private Verdict before(CompiledRule rule, int start, int end, int from) {
    int clean = start;
    int hit = hits.endedBy(start) - 1;
    while (hit >= 0 && hits.start(hit) >= from) {
      while (clean > hits.end(hit)) {
        clean--;
        if (SENTENCE_ENDS.has(chars[clean])) {
          return Verdict.SILENT;
        }
      }
      int first = firstOfSameEnd(hit);
      for (int i = first; i <= hit; i++) {
        int group = hits.group(i);
        if (group == rule.cueGroup() && hits.start(i) >= start - rule.rule().cues().before()) {
          return claim(group, hits.end(i), start, end);
        }
        if (group == rule.againstGroup()
            && hits.start(i) >= start - rule.rule().against().before()) {
          counterEnd = hits.end(i);
          return Verdict.AGAINST;
        }
      }
      hit = first - 1;
    }
    return Verdict.SILENT;
  }

  private int firstOfSameEnd(int hit) {
    int first = hit;
    while (first > 0 && hits.end(first - 1) == hits.end(hit)) {
      first--;
    }
    return first;
  }

  private Verdict claim(int group, int cueEnd, int start, int end) {
    if (claimants.length == 0) {
      claimedCues = new int[tables.wordGroups()];
      claimants = new int[tables.wordGroups()];
      Arrays.fill(claimedCues, UNCLAIMED);
    }
    boolean free =
        claimedCues[group] != cueEnd || start < claimants[group] || isList(claimants[group], start);
    if (!free) {
      return Verdict.SILENT;
    }
    claimedCues[group] = cueEnd;
    claimants[group] = Math.max(end, claimants[group]);
    return Verdict.FOR;
  }

  private boolean isList(int from, int to) {
    if (to - from > LONGEST_LIST_SIGN) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (!LIST_SIGNS.has(chars[at])) {
        return false;
      }
    }
    return true;
  }

  private Verdict behind(CompiledRule rule, int end, int to) {
    for (int hit = hits.endedBy(end); hit < hits.size() && hits.end(hit) <= to; hit++) {
      int group = hits.group(hit);
      if (hits.start(hit) < end || !isClean(end, hits.start(hit)) || isLabel(hits.end(hit))) {
        continue;
      }
      if (group == rule.cueGroup() && hits.end(hit) <= end + rule.rule().cues().behind()) {
        return Verdict.FOR;
      }
      if (group == rule.againstGroup() && hits.end(hit) <= end + rule.rule().against().behind()) {
        return Verdict.AGAINST;
      }
    }
    return Verdict.SILENT;
  }

  private boolean isClean(int from, int to) {
    for (int at = from; at < to; at++) {
      if (SENTENCE_ENDS.has(chars[at]) || chars[at] == '\n') {
        return false;
      }
    }
    return true;
  }

  /** Whether a word, or the longer one that it begins, belongs to the value behind it. */
  private boolean isLabel(int end) {
    int behind = end;
    while (behind < length && behind - end < LONGEST_REST && isHan(chars[behind])) {
      behind++;
    }
    return isLabelEnd(end, true) || (behind > end && isLabelEnd(behind, false));
  }

  private boolean isLabelEnd(int end, boolean plain) {
    int at = end;
    while (at < length && (chars[at] == ' ' || chars[at] == '"' || chars[at] == '\'')) {
      at++;
    }
    if (at == length) {
      return false;
    }
    char c = chars[at];
    return c == ':' || c == '=' || c == '是' || c == '为' || c == '>' || (plain && isPlain(c));
  }

  private static boolean isHan(char c) {
    return c >= '\u4e00' && c <= '\u9fff';
  }

  private static boolean isPlain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
