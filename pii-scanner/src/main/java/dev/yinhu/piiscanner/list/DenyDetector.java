package dev.yinhu.piiscanner.list;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the entries of a list and tells each as the list's type with confidence 1, stronger than
 * what any rule reads there. Of entries that overlap the first is told, of those that begin at one
 * place the longest. Immutable.
 */
public final class DenyDetector implements Detector {
  private static final String NAME = "deny-list";
  private static final List<Term> TERMS = List.of(new Term(Ground.STRUCTURE, NAME, 1));

  private final PiiType type;
  private final ValueList values;

  /** Tells these values as this type. */
  public DenyDetector(PiiType type, ValueList values) {
    this.type = type;
    this.values = values;
  }

  @Override
  public void detect(FoldedText text, Hints hints, Consumer<Candidate> found) {
    ListWalk walk = values.walk();
    if (walk == null) {
      return;
    }
    char[] chars = text.chars();
    int length = text.length();
    int at = 0;
    while (at < length) {
      int end =
          ListWalk.isJoined(chars, at, length) ? ListWalk.NONE : walk.longest(chars, at, length);
      if (end == ListWalk.NONE) {
        at++;
      } else {
        found.accept(new Candidate(type, NAME, at, end, Strength.LISTED, TERMS));
        at = end;
      }
    }
  }
}
