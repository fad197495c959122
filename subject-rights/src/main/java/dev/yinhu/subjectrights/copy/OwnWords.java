package dev.yinhu.subjectrights.copy;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes data of others out of what people wrote: whatever the scanner finds in a text and is not
 * one of the person's own values that were seen before. Not thread-safe.
 */
final class OwnWords {
  /** Own values that are remembered: more are of no use, since texts name few. */
  private static final int MOST = 10_000;

  private static final int LONGEST = 200;

  private final PiiEngine engine;
  private final Set<String> own = new HashSet<>();

  OwnWords(PiiEngine engine) {
    this.engine = engine;
  }

  /** A value of the person themselves. */
  void learn(String value) {
    if (own.size() < MOST && value.length() <= LONGEST) {
      own.add(plain(value));
    }
  }

  /** The text without what is others'. */
  CopiedCell redacted(String text) {
    List<Finding> findings = engine.scan(text, Hints.NONE);
    StringBuilder out = new StringBuilder();
    int done = 0;
    boolean changed = false;
    for (Finding finding : findings) {
      int start = text.offsetByCodePoints(0, finding.start());
      int end = text.offsetByCodePoints(0, finding.end());
      if (start < done || own.contains(plain(text.substring(start, end)))) {
        continue;
      }
      out.append(text, done, start).append('[').append(finding.type().name()).append(']');
      done = end;
      changed = true;
    }
    return changed
        ? new CopiedCell(
            out.append(text, done, text.length()).toString(), CopiedCell.State.REDACTED)
        : new CopiedCell(text, CopiedCell.State.WHOLE);
  }

  /** The same value in other spellings is the same. */
  private static String plain(String value) {
    return value.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
  }
}
