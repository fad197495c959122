package dev.yinhu.piiscanner.detect;

import java.util.Arrays;

/**
 * What the words near a value say. The nearest word decides, before the value first, then behind
 * it. A word does not count across the end of a sentence, nor when the cue of something else stands
 * between, nor when another value of its kind has it already: values that share a cue follow each
 * other as a list.
 */
final class WordContext {
  private static final String SENTENCE_ENDS = "。!;";
  private static final String LIST_SIGNS = " ,、/|&+和或及与跟";
  private static final int LONGEST_LIST_SIGN = 4;
  private static final int UNCLAIMED = -1;

  private final char[] chars;
  private final int length;
  private final CueHits hits;

  /** By group: the end of the last cue that a value took, and behind that value. */
  private final int[] claimedCues;

  private final int[] claimants;

  WordContext(CueHits hits, char[] chars, int length, int groups) {
    this.hits = hits;
    this.chars = chars;
    this.length = length;
    this.claimedCues = new int[groups];
    this.claimants = new int[groups];
    Arrays.fill(claimedCues, UNCLAIMED);
  }

  /** What they say of a value; asked from left to right. */
  Verdict of(CompiledRule rule, int start, int end) {
    if (!rule.hasWords()) {
      return Verdict.SILENT;
    }
    int before = rule.before();
    int behind = rule.behind();
    hits.read(Math.max(0, start - before), end + behind);
    Verdict verdict = before(rule, start, end, start - before);
    return verdict == Verdict.SILENT ? behind(rule, end, end + behind) : verdict;
  }

  private Verdict before(CompiledRule rule, int start, int end, int from) {
    int clean = start;
    int hit = hits.endedBy(start) - 1;
    while (hit >= 0 && hits.start(hit) >= from) {
      while (clean > hits.end(hit)) {
        clean--;
        if (SENTENCE_ENDS.indexOf(chars[clean]) >= 0) {
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
      if (LIST_SIGNS.indexOf(chars[at]) < 0) {
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
      if (SENTENCE_ENDS.indexOf(chars[at]) >= 0 || chars[at] == '\n') {
        return false;
      }
    }
    return true;
  }

  /** Whether a word belongs to the value behind it. */
  private boolean isLabel(int end) {
    int at = end;
    while (at < length && (chars[at] == ' ' || chars[at] == '"' || chars[at] == '\'')) {
      at++;
    }
    if (at == length) {
      return false;
    }
    char c = chars[at];
    return c == ':' || c == '=' || c == '是' || c == '为' || c == '>' || isPlain(c);
  }

  private static boolean isPlain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
