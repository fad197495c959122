package dev.yinhu.crypto.stream;

import com.google.crypto.tink.subtle.StreamSegmentEncrypter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.InvalidCipherTextException;

/** Seals the segments of one stream in their order. For one thread. */
final class Sm4SegmentEncrypter implements StreamSegmentEncrypter {
  private static final long MOST_SEGMENTS = 0xFFFF_FFFFL;

  private final Sm4Segments segments;
  private long sealed;

  Sm4SegmentEncrypter(Sm4Segments segments) {
    this.segments = segments;
  }

  @Override
  public ByteBuffer getHeader() {
    return ByteBuffer.wrap(segments.header());
  }

  @Override
  public void encryptSegment(ByteBuffer plaintext, boolean isLast, ByteBuffer ciphertext)
      throws GeneralSecurityException {
    if (sealed > MOST_SEGMENTS) {
      throw new GeneralSecurityException("a stream has at most 2^32 segments");
    }
    try {
      segments.process(true, sealed, isLast, plaintext, ciphertext);
    } catch (InvalidCipherTextException e) {
      throw new GeneralSecurityException("SM4-GCM encryption failed", e);
    }
    sealed++;
  }

  @Override
  public void encryptSegment(
      ByteBuffer part1, ByteBuffer part2, boolean isLast, ByteBuffer ciphertext)
      throws GeneralSecurityException {
    ByteBuffer whole = ByteBuffer.allocate(part1.remaining() + part2.remaining());
    encryptSegment(whole.put(part1).put(part2).flip(), isLast, ciphertext);
  }
}
