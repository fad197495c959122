package dev.yinhu.crypto.stream;

import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import dev.yinhu.crypto.CryptoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Seals one stream; used once, by one thread. Holds one segment. A segment is written as soon as it
 * is known not to be the last, that is when a byte after it was read.
 */
public final class StreamSealer {
  private static final int PLAIN_BYTES = StreamSuite.SEGMENT_BYTES - StreamSuite.TAG_BYTES;

  private final StreamSuite suite;
  private final StreamSegmentEncrypter segments;

  StreamSealer(StreamSuite suite, StreamSegmentEncrypter segments) {
    this.suite = suite;
    this.segments = segments;
  }

  /**
   * Reads to the end and writes the stream's header and all segments. Neither stream is closed.
   * Blocks as they do.
   *
   * @throws IOException when reading or writing fails; what was written then opens nowhere as whole
   */
  public void transfer(InputStream plaintext, OutputStream sealed) throws IOException {
    byte[] plain = new byte[PLAIN_BYTES + 1];
    byte[] segment = new byte[StreamSuite.SEGMENT_BYTES];
    ByteBuffer out = ByteBuffer.wrap(segment).put(segments.getHeader());
    int capacity = PLAIN_BYTES - suite.headerBytes();
    int held = 0;
    try {
      while (true) {
        held += plaintext.readNBytes(plain, held, capacity + 1 - held);
        boolean last = held <= capacity;
        seal(ByteBuffer.wrap(plain, 0, last ? held : capacity), last, out);
        sealed.write(segment, 0, out.position());
        if (last) {
          return;
        }
        plain[0] = plain[capacity];
        held = 1;
        capacity = PLAIN_BYTES;
        out.clear();
      }
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private void seal(ByteBuffer plaintext, boolean last, ByteBuffer out) {
    try {
      segments.encryptSegment(plaintext, last, out);
    } catch (GeneralSecurityException e) {
      throw new CryptoException(suite + " encryption of a segment failed", e);
    }
  }
}
