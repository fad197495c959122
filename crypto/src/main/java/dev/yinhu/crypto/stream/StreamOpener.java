package dev.yinhu.crypto.stream;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Opens one stream segment by segment; used once, by one thread. Holds one segment, and gives no
 * byte of it before its tag was checked. {@link #next} and {@link #write} in turn until {@link
 * #isAtEnd}; then the stream was whole.
 */
public final class StreamOpener implements AutoCloseable {
  /** What came of reading a segment. */
  public enum Next {
    /** It is authentic; {@link #write} gives it. */
    OPENED,
    /** It was changed, is another one, or belongs to another key or associated data. */
    NOT_AUTHENTIC,
    /** The stream ends here, and more belonged to it. */
    TRUNCATED
  }

  private final StreamSuite suite;
  private final StreamSegmentDecrypter segments;
  private final byte[] associatedData;
  private final InputStream sealed;
  private final byte[] segment = new byte[StreamSuite.SEGMENT_BYTES + 1];
  private final byte[] plain = new byte[StreamSuite.SEGMENT_BYTES];
  private final ByteBuffer opened = ByteBuffer.wrap(plain);
  private int number;
  private int held;
  private boolean last;

  StreamOpener(
      StreamSuite suite,
      StreamSegmentDecrypter segments,
      byte[] associatedData,
      InputStream sealed) {
    this.suite = suite;
    this.segments = segments;
    this.associatedData = associatedData.clone();
    this.sealed = sealed;
  }

  /**
   * Reads the next segment and checks it. Blocks as the stream does.
   *
   * @throws IOException when reading fails
   */
  public Next next() throws IOException {
    if (last) {
      throw new IllegalStateException("the stream is at its end");
    }
    int headerBytes = 0;
    if (number == 0) {
      headerBytes = suite.headerBytes();
      if (sealed.readNBytes(segment, 0, headerBytes) < headerBytes) {
        return Next.TRUNCATED;
      }
      if (!isHeader(ByteBuffer.wrap(segment, 0, headerBytes))) {
        return Next.NOT_AUTHENTIC;
      }
    }
    int capacity = StreamSuite.SEGMENT_BYTES - headerBytes;
    held += sealed.readNBytes(segment, held, capacity + 1 - held);
    last = held <= capacity;
    return open(last ? held : capacity);
  }

  private boolean isHeader(ByteBuffer header) {
    try {
      segments.init(header, associatedData);
      return true;
    } catch (GeneralSecurityException notOurs) {
      return false;
    }
  }

  private Next open(int length) {
    if (length < StreamSuite.TAG_BYTES) {
      return Next.TRUNCATED;
    }
    if (!opens(length, last)) {
      // At its end a stream that was cut between segments has one that is not marked as the last.
      return last && opens(length, false) ? Next.TRUNCATED : Next.NOT_AUTHENTIC;
    }
    if (!last) {
      segment[0] = segment[length];
      held = 1;
    }
    number++;
    // The 2^32nd segment can only be the last: the numbers would begin again.
    return number == 0 && !last ? Next.NOT_AUTHENTIC : Next.OPENED;
  }

  private boolean opens(int length, boolean asLast) {
    opened.clear();
    try {
      segments.decryptSegment(ByteBuffer.wrap(segment, 0, length), number, asLast, opened);
      opened.flip();
      return true;
    } catch (GeneralSecurityException notAuthentic) {
      Arrays.fill(plain, (byte) 0);
      return false;
    }
  }

  /** Writes the plaintext of the segment that was opened. */
  public void write(OutputStream out) throws IOException {
    out.write(plain, 0, opened.limit());
  }

  /** Whether the segment that was opened is the last one. */
  public boolean isAtEnd() {
    return last;
  }

  /** Overwrites the plaintext that is held. */
  @Override
  public void close() {
    Arrays.fill(plain, (byte) 0);
  }
}
