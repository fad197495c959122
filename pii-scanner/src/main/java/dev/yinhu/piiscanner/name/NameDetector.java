package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.List;
import java.util.function.Consumer;

/** Finds names of persons written in Chinese. */
public final class NameDetector implements Detector {
  /** The type of what it finds. */
  public static final PiiType TYPE = new PiiType("PERSON_NAME");

  private static final int LONGEST_RUN = 400;
  private static final int DOTTED_GAIN = 80;

  private final NameCosts costs;
  private final NameSurroundings surroundings;
  private final DottedNames dotted = new DottedNames();

  /** Reads the shipped lists. */
  public NameDetector() {
    costs = new NameCosts();
    surroundings = new NameSurroundings();
  }

  @Override
  public void detect(FoldedText text, Hints hints, Consumer<Candidate> found) {
    NameReading reading =
        new NameReading(costs, surroundings, text.chars(), text.length(), hintOf(hints));
    char[] chars = text.chars();
    int length = text.length();
    int at = 0;
    while (at < length) {
      boolean hopeful = false;
      int start = at;
      while (at < length && at - start < LONGEST_RUN && Han.isHan(chars[at])) {
        hopeful |= costs.beginsName(chars[at]);
        at++;
      }
      if (hopeful) {
        reading.read(start, at);
        for (int i = 0; i < reading.size(); i++) {
          found.accept(
              candidate(reading.start(i), reading.end(i), reading.gain(i), reading.context(i)));
        }
      }
      if (at == start) {
        at = NameSurroundings.isDot(chars[at]) ? dotted(text, at, found) : at + 1;
      }
    }
  }

  /** Reads the name around a dot and yields where to go on. */
  private int dotted(FoldedText text, int dot, Consumer<Candidate> found) {
    char[] chars = text.chars();
    int start = dotted.start(chars, dot);
    int end = start < 0 ? -1 : dotted.end(chars, text.length(), dot);
    if (end < 0) {
      return dot + 1;
    }
    int context =
        surroundings.before(chars, start)
            + surroundings.numberBefore(chars, start)
            + surroundings.behind(chars, text.length(), end);
    if (context > 0) {
      found.accept(candidate(start, end, DOTTED_GAIN, context));
    }
    return end;
  }

  private static Candidate candidate(int start, int end, int gain, int context) {
    double shape = Math.clamp(0.3 + gain * 0.004, 0.05, 0.6);
    double around = Math.clamp(context * 0.005, 0, 0.6);
    return new Candidate(
        TYPE,
        "cn-name",
        start,
        end,
        context >= NameSurroundings.LABEL ? Strength.NAMED : Strength.GRAMMAR,
        List.of(
            new Term(Ground.STRUCTURE, "name-words", shape),
            new Term(Ground.CONTEXT, "name-surroundings", around)));
  }

  private int hintOf(Hints hints) {
    for (String name : hints.names()) {
      int points = surroundings.ofKey(name);
      if (points != 0) {
        return points;
      }
    }
    return 0;
  }
}
