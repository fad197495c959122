package dev.yinhu.piiscanner.name;

import dev.yinhu.piiscanner.detect.Candidate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs of ideographs in the order of the text: names of other languages first, which no
 * surname tells, then those with blanks within, then all others. For one thread, one text.
 */
final class HanRuns {
  private static final int SOUND_GAIN = 50;

  /** What such a name needs beside it: an introduction, a label or a title. */
  private static final int SOUND_NEEDS = 35;

  /** A name with blanks gains at least so much: 陈 收 is none. */
  private static final int SPACED_NEEDS = 10;

  /** The same behind what is half a label: 姓 名. */
  private static final int HALF_LABEL = NameCues.LABEL / 2;

  private static final int SPACED_NEEDS_MORE = 40;

  private final NameReading reading;
  private final SoundNames sounds;
  private final DottedNames dotted;
  private final char[] chars;
  private final int length;
  private final Consumer<Candidate> found;

  HanRuns(
      NameReading reading,
      SoundNames sounds,
      DottedNames dotted,
      char[] chars,
      int length,
      Consumer<Candidate> found) {
    this.reading = reading;
    this.sounds = sounds;
    this.dotted = dotted;
    this.chars = chars;
    this.length = length;
    this.found = found;
  }

  /** Reads a run and yields where to go on. */
  int read(int start, int end) {
    int spaced = spaced(start, end);
    if (spaced > 0) {
      return spaced;
    }
    int dot = end < length && Marks.isDot(chars[end]) ? dotted.start(chars, end) : end;
    int limit = dot < 0 ? end : dot;
    int rest = start;
    for (int at = start; at < limit - 1; at++) {
      Candidate sound = sounds.beginsName(chars[at]) ? sound(start, at, limit) : null;
      if (sound != null) {
        plain(rest, at, at);
        found.accept(sound);
        rest = sound.end();
        at = rest - 1;
      }
    }
    plain(rest, end, dot);
    return end;
  }

  private void plain(int start, int end, int dot) {
    if (end > start) {
      reading.read(start, end);
      reading.tell(dot, found);
    }
  }

  private @Nullable Candidate sound(int runStart, int at, int runEnd) {
    int end = sounds.end(chars, at, runEnd);
    if (end >= 0) {
      return sounded(at, end, SOUND_GAIN, reading.before(at, runStart));
    }
    if (runEnd - at != 2 || !sounds.isPart(chars, at, runEnd)) {
      return null;
    }
    int before = reading.before(at, runStart);
    return before >= NameCues.LABEL ? sounded(at, runEnd, 0, before) : null;
  }

  private @Nullable Candidate sounded(int start, int end, int gain, int before) {
    int context = before + reading.behind(end);
    return context < SOUND_NEEDS ? null : NameDetector.candidate(start, end, gain, context);
  }

  private int spaced(int start, int end) {
    int nameEnd = SpacedNames.end(chars, length, start, end);
    int before = nameEnd < 0 ? 0 : reading.before(start, start);
    if (before < HALF_LABEL) {
      return -1;
    }
    int needs = before < NameCues.LABEL ? SPACED_NEEDS_MORE : SPACED_NEEDS;
    int given = SpacedNames.given(chars, length, end);
    int gain = reading.gainAlone(SpacedNames.joined(chars, start, end, given, nameEnd));
    if (gain < needs || reading.isTitle(given, nameEnd)) {
      return -1;
    }
    found.accept(NameDetector.candidate(start, nameEnd, gain, before + NameCues.BOUNDARY));
    return nameEnd;
  }
}
