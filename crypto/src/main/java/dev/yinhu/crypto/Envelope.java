package dev.yinhu.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sealed value as it is stored (docs/formats.md, "Envelope"): version u8 = 1 ‖ suite u8 ‖ key id
 * u32 ‖ flags u8 ‖ subject ref (16, if flagged) ‖ nonce ‖ ciphertext ‖ tag, and in print {@code
 * yh1.} with base64url without padding. The header is what stands before the nonce; it is bound as
 * associated data, so nothing in it can be changed.
 *
 * <p>One text form exists for each envelope: a form with unused bits set is refused.
 */
public final class Envelope {
  /** What every printed envelope starts with. */
  public static final String PREFIX = "yh1.";

  static final byte VERSION = 1;
  static final byte FLAG_SUBJECT = 1;
  private static final int FIXED_HEADER = 7;
  private static final int OFFSET_SUITE = 1;
  private static final int OFFSET_KEY_ID = 2;
  private static final int OFFSET_FLAGS = 6;
  private static final int LONGEST_PREFIX = 8;

  private final byte[] bytes;

  private Envelope(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array as it is; the caller gives it away. */
  static Envelope of(byte[] bytes) {
    return new Envelope(bytes);
  }

  static byte[] header(CipherSuite suite, long keyId, @Nullable SubjectRef subject) {
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_HEADER + (subject == null ? 0 : SubjectRef.BYTES))
            .put(VERSION)
            .put(suite.id())
            .putInt((int) keyId)
            .put(subject == null ? 0 : FLAG_SUBJECT);
    if (subject != null) {
      out.put(subject.bytes());
    }
    return out.array();
  }

  /** True when the text claims to be an envelope; {@link #parse} says whether it is a whole one. */
  public static boolean looksLikeOne(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * True when the text claims to be an envelope in a printed form of another release: {@code yh},
   * another number, a dot.
   */
  public static boolean isOfAnotherForm(String text) {
    int dot = text.indexOf('.');
    return text.startsWith("yh")
        && dot > 2
        && dot < LONGEST_PREFIX
        && text.substring(2, dot).chars().allMatch(c -> c >= '0' && c <= '9')
        && !looksLikeOne(text);
  }

  /**
   * Reads the printed form. Never throws.
   *
   * @return empty when the text is not the prefix with canonical base64url of at least one byte
   */
  public static Optional<Envelope> parse(String text) {
    if (!looksLikeOne(text) || text.length() == PREFIX.length()) {
      return Optional.empty();
    }
    String body = text.substring(PREFIX.length());
    if (!hasCanonicalEnd(body)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Envelope(Base64.getUrlDecoder().decode(body)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** No padding, and the bits of the last character that carry no data are zero. */
  private static boolean hasCanonicalEnd(String body) {
    int last = digit(body.charAt(body.length() - 1));
    return switch (body.length() % 4) {
      case 0 -> last >= 0;
      case 2 -> last >= 0 && (last & 0x0F) == 0;
      case 3 -> last >= 0 && (last & 0x03) == 0;
      default -> false;
    };
  }

  private static int digit(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }

  /** The printed form. */
  public String text() {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  boolean hasKnownVersion() {
    return bytes[0] == VERSION;
  }

  /** The suite, empty when it is unknown or the envelope too short to name one. */
  Optional<CipherSuite> suite() {
    return bytes.length > OFFSET_SUITE ? CipherSuite.ofId(bytes[OFFSET_SUITE]) : Optional.empty();
  }

  /** True when header, nonce and tag of the suite fit into the bytes and no unknown flag is set. */
  boolean isWhole(CipherSuite suite) {
    return bytes.length >= FIXED_HEADER
        && (bytes[OFFSET_FLAGS] & ~FLAG_SUBJECT) == 0
        && bytes.length >= headerLength() + suite.overheadBytes();
  }

  private int headerLength() {
    return FIXED_HEADER + (namesSubject() ? SubjectRef.BYTES : 0);
  }

  private boolean namesSubject() {
    return (bytes[OFFSET_FLAGS] & FLAG_SUBJECT) != 0;
  }

  long keyId() {
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(OFFSET_KEY_ID));
  }

  /** The subject named in the header; empty for fields without one or a header cut short. */
  public Optional<SubjectRef> subject() {
    if (bytes.length < FIXED_HEADER + SubjectRef.BYTES || !namesSubject()) {
      return Optional.empty();
    }
    return Optional.of(
        new SubjectRef(Arrays.copyOfRange(bytes, FIXED_HEADER, FIXED_HEADER + SubjectRef.BYTES)));
  }

  byte[] body() {
    return Arrays.copyOfRange(bytes, headerLength(), bytes.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope envelope && Arrays.equals(bytes, envelope.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Envelope[" + bytes.length + " bytes]";
  }
}
