package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.Reader;

/**
 * Keeps what a parser has read ahead of what it has delivered, so that a text whose form breaks can
 * be read on in another form from there. Holds as much as the parser reads ahead, which {@link
 * #keepAtMost} bounds. For one thread.
 */
final class Tap extends Reader {
  private static final int COMPACT = 1 << 16;

  private final Reader in;
  private String ahead;
  private final StringBuilder kept = new StringBuilder();
  private LineOrigin delivered;
  private boolean keeping = true;
  private int aheadTo;
  private long deliveredTo;
  private int dropped;
  private int most = Integer.MAX_VALUE - COMPACT;

  /** From the beginning of a text. */
  Tap(Reader in) {
    this(in, "", new LineOrigin(1, 1));
  }

  private Tap(Reader in, String ahead, LineOrigin start) {
    this.in = in;
    this.ahead = ahead;
    this.delivered = start;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int read = more(buffer, from, length);
    if (keeping && read > 0) {
      if (kept.length() - dropped > most) {
        ahead = new String(buffer, from, read) + ahead.substring(aheadTo);
        aheadTo = 0;
        throw new BrokenFormException("a part of it is longer than " + most + " characters");
      }
      kept.append(buffer, from, read);
    }
    return read;
  }

  private int more(char[] buffer, int from, int length) throws IOException {
    int left = ahead.length() - aheadTo;
    if (left == 0) {
      return in.read(buffer, from, length);
    }
    int read = Math.min(left, length);
    ahead.getChars(aheadTo, aheadTo + read, buffer, from);
    aheadTo += read;
    return read;
  }

  /**
   * From now on a parser that has read so many characters without delivering any is stopped: the
   * form counts as broken there.
   */
  void keepAtMost(int characters) {
    most = characters;
  }

  /** Everything before this character, counted from where this tap began, has been delivered. */
  void delivered(long to) {
    int more = (int) Math.min(to - deliveredTo, kept.length() - dropped);
    if (more > 0) {
      dropped += more;
      deliveredTo += more;
      if (dropped >= COMPACT) {
        compact();
      }
    }
  }

  /** The same for a parser that counts in 32 bits and starts again behind them. */
  void deliveredAt(int to) {
    delivered(deliveredTo + Math.max(0, to - (int) deliveredTo));
  }

  /**
   * Whole lines have been delivered; a line ends with LF, CR or both.
   *
   * @param from line at which what was not delivered begins
   * @param behind the first line that is not delivered now
   */
  void deliveredLines(long from, long behind) {
    int at = dropped;
    for (long now = from; at < kept.length() && now < behind; at++) {
      char c = kept.charAt(at);
      boolean pair = c == '\r' && at + 1 < kept.length() && kept.charAt(at + 1) == '\n';
      now += c == '\n' || (c == '\r' && !pair) ? 1 : 0;
    }
    delivered(deliveredTo + at - dropped);
  }

  private void compact() {
    LineOrigin now = delivered.here();
    now.advance(kept, dropped);
    delivered = now.here();
    kept.delete(0, dropped);
    dropped = 0;
  }

  /** How what comes next begins; it will be read again. */
  String peek(int most) throws IOException {
    var start = new char[most];
    int length = 0;
    int read = more(start, 0, most);
    while (read > 0) {
      length += read;
      read = length == most ? -1 : more(start, length, most - length);
    }
    String text = new String(start, 0, length);
    ahead = text + ahead.substring(aheadTo);
    aheadTo = 0;
    return text;
  }

  /** A tap of what was not delivered; this one is done with. */
  Tap rest() {
    compact();
    return new Tap(in, kept + ahead.substring(aheadTo), delivered);
  }

  /** Keeps nothing from now on. */
  Reader plain() {
    keeping = false;
    return this;
  }

  /** Where this tap begins, or how far it has delivered. */
  LineOrigin origin() {
    compact();
    return delivered.here();
  }

  @Override
  public void close() {
    // A parser closes what it has read; the rest of a text is still wanted.
  }
}
