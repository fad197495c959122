package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.han.Han;
import dev.yinhu.piiscanner.han.Words;
import dev.yinhu.piiscanner.text.CharSet;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds names of persons written in Chinese: two to four characters with a surname first, parts
 * joined by a dot, or parts that transcribe other languages. Masked names, and a surname with a
 * title alone, are none.
 *
 * <p>Every run of ideographs is read once, so the time is linear in the length of the text.
 */
public final class NameDetector implements Detector {
  /** The type of what it finds. */
  public static final PiiType TYPE = new PiiType("PERSON_NAME");

  private static final int LONGEST_RUN = 400;
  private static final int DOTTED_GAIN = 80;
  private static final int LATIN_GAIN = 20;

  /** A reading that just suffices is told with a confidence of a half. */
  private static final double WEIGHT = 0.003;

  private static final double EVEN = 0.5 - NameReading.THRESHOLD * WEIGHT;

  private final NameCosts costs;
  private final NameCues cues;
  private final NameEndings endings;
  private final DottedNames dotted;
  private final SoundNames sounds = new SoundNames();
  private final CharSet beginnings;
  private final LatinNames latin = new LatinNames();

  /** Reads the shipped lists. */
  public NameDetector() {
    costs = new NameCosts();
    Map<String, List<String>> words = Words.sections("/dev/yinhu/piiscanner/names/cues.txt");
    cues = new NameCues(words);
    endings = new NameEndings(words);
    dotted = new DottedNames(costs.words());
    beginnings = new CharSet(c -> costs.beginsName((char) c) || sounds.beginsName((char) c));
  }

  @Override
  public void detect(FoldedText text, Hints hints, Consumer<Candidate> found) {
    if (text.isAscii()) {
      if (!latinValue(text, hints, found)) {
        detectLatin(text, found);
      }
    } else {
      detectHan(text, hints, found);
    }
  }

  /** Whether the whole text is a Latin name and its column or key says that it is one. */
  private boolean latinValue(FoldedText text, Hints hints, Consumer<Candidate> found) {
    int start = hints.names().isEmpty() ? -1 : latin.start(text.chars(), text.length(), 0);
    int end = start < 0 ? -1 : latin.end(text.chars(), text.length(), start);
    if (end < 0 || !isBlank(text, end) || hintOf(hints) < NameCues.LABEL) {
      return false;
    }
    found.accept(candidate(start, end, LATIN_GAIN, NameCues.LABEL));
    return true;
  }

  private static boolean isBlank(FoldedText text, int from) {
    int at = from;
    while (at < text.length() && text.chars()[at] == ' ') {
      at++;
    }
    return at == text.length();
  }

  private void detectLatin(FoldedText text, Consumer<Candidate> found) {
    char[] chars = text.chars();
    int at = 0;
    while (at < text.length()) {
      at = Marks.isAssignment(chars[at]) ? latin(text, at, found) : at + 1;
    }
  }

  private void detectHan(FoldedText text, Hints hints, Consumer<Candidate> found) {
    char[] chars = text.chars();
    int length = text.length();
    HanRuns runs = null;
    int at = 0;
    while (at < length) {
      boolean hopeful = false;
      int start = at;
      while (at < length && at - start < LONGEST_RUN && Han.isHan(chars[at])) {
        hopeful |= beginnings.has(chars[at]);
        at++;
      }
      if (hopeful) {
        if (runs == null) {
          var reading = new NameReading(costs, cues, endings, chars, length, hintOf(hints));
          runs = new HanRuns(reading, sounds, dotted, chars, length, found);
        }
        at = runs.read(start, at);
      }
      if (at == start) {
        at = other(text, at, found);
      }
    }
  }

  /** Reads what does not begin with an ideograph and yields where to go on. */
  private int other(FoldedText text, int at, Consumer<Candidate> found) {
    char c = text.chars()[at];
    if (Marks.isAssignment(c)) {
      return latin(text, at, found);
    }
    return Marks.isDot(c) ? dotted(text, at, found) : at + 1;
  }

  /** Reads the Latin name behind a label and yields where to go on. */
  private int latin(FoldedText text, int at, Consumer<Candidate> found) {
    char[] chars = text.chars();
    int start = latin.start(chars, text.length(), at + 1);
    int end = start < 0 ? -1 : latin.end(chars, text.length(), start);
    if (end < 0 || !cues.isLabel(chars, at)) {
      return at + 1;
    }
    found.accept(candidate(start, end, LATIN_GAIN, NameCues.LABEL));
    return end;
  }

  /** Reads the name around a dot and yields where to go on. */
  private int dotted(FoldedText text, int dot, Consumer<Candidate> found) {
    char[] chars = text.chars();
    int start = dotted.start(chars, dot);
    int end = start < 0 ? -1 : dotted.end(chars, text.length(), dot);
    if (end < 0) {
      return dot + 1;
    }
    int touching = endings.touching(chars, text.length(), end);
    int context =
        cues.before(chars, start)
            + Nearby.numberBefore(chars, start)
            + touching
            + endings.further(chars, text.length(), end, touching);
    if (context > 0) {
      found.accept(candidate(start, end, DOTTED_GAIN, context));
    }
    return end;
  }

  static Candidate candidate(int start, int end, int gain, int context) {
    double shape = Math.max(0, EVEN + gain * WEIGHT);
    double around = context * WEIGHT;
    return new Candidate(
        TYPE,
        "cn-name",
        start,
        end,
        context >= NameCues.LABEL ? Strength.NAMED : Strength.GRAMMAR,
        List.of(
            new Term(Ground.STRUCTURE, "name-words", shape),
            new Term(Ground.CONTEXT, "name-surroundings", around)));
  }

  private int hintOf(Hints hints) {
    for (String name : hints.names()) {
      int points = cues.ofKey(name.toCharArray(), 0, name.length());
      if (points != 0) {
        return points;
      }
    }
    return 0;
  }
}
