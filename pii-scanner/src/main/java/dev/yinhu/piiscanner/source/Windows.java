package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.io.Reader;

/**
 * Cuts long texts into passages that overlap, so that what stands at a seam is found whole, and
 * once: it belongs to the passage in whose own part it starts. That holds of findings of up to
 * {@value #LONGEST_FINDING} characters together with the context that is looked at. Stateless.
 */
final class Windows {
  /** Characters of a passage; a longer text is cut. */
  static final int LENGTH = 1 << 17;

  /** Characters to which a finding and the words around it may reach out of the own part. */
  static final int LONGEST_FINDING = 2048;

  private static final int OVERLAP = 2 * LONGEST_FINDING;

  private Windows() {}

  /** Cuts what a reader has left. */
  static void of(Reader in, Hints hints, LineOrigin start, Passage.Sink sink) throws IOException {
    var buffer = new char[LENGTH];
    LineOrigin origin = start;
    int ownFrom = 0;
    int length = filled(in, buffer, 0);
    while (length > 0) {
      boolean last = length < LENGTH;
      var text = new String(buffer, 0, length);
      int ownTo = last ? length : length - LONGEST_FINDING;
      sink.take(new Passage(text, ownFrom, ownTo, hints, origin.here()));
      if (last) {
        return;
      }
      int next = aligned(buffer, length - OVERLAP);
      origin = origin.here();
      origin.advance(text, next);
      System.arraycopy(buffer, next, buffer, 0, length - next);
      ownFrom = ownTo - next;
      length = filled(in, buffer, length - next);
    }
  }

  /** Cuts the text of one value, whose places are counted from its beginning. */
  static void of(String text, Hints hints, Passage.Origin origin, Passage.Sink sink) {
    int from = 0;
    int points = 0;
    int ownFrom = 0;
    while (text.length() - from > LENGTH) {
      String part = text.substring(from, from + LENGTH);
      int ownTo = LENGTH - LONGEST_FINDING;
      sink.take(new Passage(part, ownFrom, ownTo, hints, shifted(origin, points)));
      int step = aligned(part, LENGTH - OVERLAP);
      points += part.codePointCount(0, step);
      from += step;
      ownFrom = ownTo - step;
    }
    String part = from == 0 ? text : text.substring(from);
    sink.take(new Passage(part, ownFrom, part.length(), hints, shifted(origin, points)));
  }

  private static Passage.Origin shifted(Passage.Origin origin, int points) {
    return points == 0
        ? origin
        : (text, character, codePoint) -> origin.at(text, character, codePoint + points);
  }

  private static int filled(Reader in, char[] buffer, int from) throws IOException {
    int length = from;
    while (length < buffer.length) {
      int more = in.read(buffer, length, buffer.length - length);
      if (more < 0) {
        return length;
      }
      length += more;
    }
    return length;
  }

  private static int aligned(char[] text, int at) {
    return Character.isLowSurrogate(text[at]) ? at - 1 : at;
  }

  private static int aligned(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
