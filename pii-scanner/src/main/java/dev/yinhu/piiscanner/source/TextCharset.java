package dev.yinhu.piiscanner.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Tells the encoding of a text by its bytes: a byte order mark, valid UTF-8, UTF-16 by what its
 * halves say, GB18030 when most of it is common Han, and what Mozilla's detector says else.
 * Stateless.
 */
final class TextCharset {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int VALID_FOR_EACH_MALFORMED = 10;
  private static final double MOSTLY = 0.7;
  private static final char MALFORMED = '\uFFFD';

  /** A byte order mark and what it says; longer marks stand before those they begin with. */
  private record Mark(Charset charset, List<Integer> bytes) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, List.of(0xEF, 0xBB, 0xBF)),
          new Mark(StandardCharsets.UTF_32LE, List.of(0xFF, 0xFE, 0, 0)),
          new Mark(StandardCharsets.UTF_32BE, List.of(0, 0, 0xFE, 0xFF)),
          new Mark(GB18030, List.of(0x84, 0x31, 0x95, 0x33)),
          new Mark(StandardCharsets.UTF_16LE, List.of(0xFF, 0xFE)),
          new Mark(StandardCharsets.UTF_16BE, List.of(0xFE, 0xFF)));

  private TextCharset() {}

  /** What is known from the first bytes alone. */
  record Known(Charset charset, int markLength) {}

  /** By a byte order mark, or as UTF-16 without one; empty when neither shows. */
  static Optional<Known> byStart(byte[] head) {
    for (Mark mark : MARKS) {
      if (startsWith(head, mark.bytes())) {
        return Optional.of(new Known(mark.charset(), mark.bytes().size()));
      }
    }
    if (ByteShare.nuls(head) == 0) {
      return Optional.empty();
    }
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      if (commonShare(head, wide) > MOSTLY) {
        return Optional.of(new Known(wide, 0));
      }
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] head, List<Integer> mark) {
    for (int i = 0; i < mark.size(); i++) {
      if (i >= head.length || (head[i] & 0xff) != mark.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Of a text that is not all ASCII, by a sample that may end within a character. */
  static Charset of(byte[] sample) {
    Utf8Share utf8 = Utf8Share.of(sample);
    if (utf8.malformed() * VALID_FOR_EACH_MALFORMED <= utf8.valid()) {
      return StandardCharsets.UTF_8;
    }
    if (commonShare(sample, GB18030) > MOSTLY) {
      return GB18030;
    }
    var detector = new UniversalDetector();
    detector.handleData(sample);
    detector.dataEnd();
    String told = detector.getDetectedCharset();
    return told == null ? fallback(sample) : named(told, sample);
  }

  private static Charset named(String name, byte[] sample) {
    try {
      return Charset.forName(name);
    } catch (UnsupportedCharsetException _) {
      return fallback(sample);
    }
  }

  private static Charset fallback(byte[] sample) {
    return commonShare(sample, GB18030) > 0 ? GB18030 : StandardCharsets.ISO_8859_1;
  }

  /**
   * The share of common characters: in a byte encoding of those that are not ASCII; 0 when more of
   * the sample is not valid than a damaged file would have.
   */
  private static double commonShare(byte[] sample, Charset charset) {
    CharBuffer text = decoded(sample, charset);
    boolean wide = charset.name().startsWith("UTF-16");
    long counted = 0;
    long common = 0;
    long malformed = 0;
    while (text.hasRemaining()) {
      char c = text.get();
      if (c == MALFORMED) {
        malformed++;
      } else if (c >= 0x80 || wide) {
        counted++;
        common += isCommon(c, charset) ? 1 : 0;
      }
    }
    boolean valid = malformed * VALID_FOR_EACH_MALFORMED <= counted;
    return counted == 0 || !valid ? 0 : (double) common / counted;
  }

  /** What is not valid becomes {@link #MALFORMED}. */
  private static CharBuffer decoded(byte[] sample, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(MALFORMED));
    CharBuffer text = CharBuffer.allocate(sample.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(sample), text, false);
    assert result.isUnderflow() : "a byte gives at most one character";
    return text.flip();
  }

  private static boolean isCommon(char c, Charset charset) {
    if (c < 0x80) {
      return c >= ' ' || c == '\n' || c == '\r' || c == '\t';
    }
    if (c >= 0x4e00 && c <= 0x9fff) {
      // GB18030 reads other encodings as Han as well, but mostly not as the Han of GB 2312.
      return !charset.equals(GB18030) || Gb2312.holds(c);
    }
    return (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef) || c == '“' || c == '”';
  }
}
