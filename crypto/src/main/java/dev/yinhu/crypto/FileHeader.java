package dev.yinhu.crypto;

import dev.yinhu.crypto.stream.StreamSuite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the segments of a sealed file (docs/formats.md, "File"): {@code yhf1} ‖ stream
 * suite u8 ‖ key id u32 ‖ flags u8 ‖ subject ref (16, if flagged). All of it is bound as associated
 * data. Immutable.
 */
public final class FileHeader {
  private static final byte[] MAGIC = {'y', 'h', 'f', '1'};
  private static final int FIXED = 10;
  private static final int OFFSET_SUITE = 4;
  private static final int OFFSET_KEY_ID = 5;
  private static final int OFFSET_FLAGS = 9;

  private final byte[] bytes;

  private FileHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  static FileHeader of(StreamSuite suite, long keyId, @Nullable SubjectRef subject) {
    ByteBuffer out =
        ByteBuffer.allocate(FIXED + (subject == null ? 0 : SubjectRef.BYTES))
            .put(MAGIC)
            .put(suite.id())
            .putInt((int) keyId)
            .put(subject == null ? 0 : Envelope.FLAG_SUBJECT);
    if (subject != null) {
      out.put(subject.bytes());
    }
    return new FileHeader(out.array());
  }

  /**
   * Reads as much as belongs to a header, at most 26 bytes; whatever they are, {@link
   * FileCipher#open} says what is wrong with them.
   *
   * @throws IOException when reading fails; a file that ends early is no such failure
   */
  public static FileHeader read(InputStream in) throws IOException {
    byte[] fixed = in.readNBytes(FIXED);
    if (fixed.length < FIXED || !new FileHeader(fixed).namesSubject()) {
      return new FileHeader(fixed);
    }
    byte[] subject = in.readNBytes(SubjectRef.BYTES);
    return new FileHeader(
        ByteBuffer.allocate(FIXED + subject.length).put(fixed).put(subject).array());
  }

  /** Whether it begins as sealed files do, of whichever format version. */
  public boolean looksLikeOne() {
    int withoutVersion = MAGIC.length - 1;
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, withoutVersion, MAGIC, 0, withoutVersion);
  }

  boolean hasKnownVersion() {
    return looksLikeOne() && bytes[MAGIC.length - 1] == MAGIC[MAGIC.length - 1];
  }

  /** The suite, empty when it is unknown or the file too short to name one. */
  Optional<StreamSuite> suite() {
    return bytes.length > OFFSET_SUITE ? StreamSuite.ofId(bytes[OFFSET_SUITE]) : Optional.empty();
  }

  /** True when it is as long as its flags say and no unknown flag is set. */
  boolean isWhole() {
    return bytes.length >= FIXED
        && (bytes[OFFSET_FLAGS] & ~Envelope.FLAG_SUBJECT) == 0
        && bytes.length == FIXED + (namesSubject() ? SubjectRef.BYTES : 0);
  }

  private boolean namesSubject() {
    return (bytes[OFFSET_FLAGS] & Envelope.FLAG_SUBJECT) != 0;
  }

  long keyId() {
    return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(OFFSET_KEY_ID));
  }

  /** The subject named; empty for files of fields without one and for a header cut short. */
  public Optional<SubjectRef> subject() {
    return bytes.length < FIXED + SubjectRef.BYTES || !namesSubject()
        ? Optional.empty()
        : Optional.of(new SubjectRef(Arrays.copyOfRange(bytes, FIXED, FIXED + SubjectRef.BYTES)));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "FileHeader[" + bytes.length + " bytes]";
  }
}
