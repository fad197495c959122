package dev.yinhu.crypto.stream;

import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;

/** Opens segments of one stream. For one thread. */
final class Sm4SegmentDecrypter implements StreamSegmentDecrypter {
  private final byte[] fileKey;
  private @Nullable Sm4Segments segments;

  Sm4SegmentDecrypter(byte[] fileKey) {
    this.fileKey = fileKey.clone();
  }

  @Override
  public void init(ByteBuffer header, byte[] associatedData) throws GeneralSecurityException {
    byte[] bytes = new byte[header.remaining()];
    header.get(bytes);
    if (bytes.length != StreamSuite.SM4_GCM_HKDF.headerBytes() || bytes[0] != bytes.length) {
      throw new GeneralSecurityException("not a stream header");
    }
    segments = Sm4Segments.of(bytes, fileKey, associatedData);
    Arrays.fill(fileKey, (byte) 0);
  }

  @Override
  public void decryptSegment(
      ByteBuffer ciphertext, int number, boolean isLast, ByteBuffer plaintext)
      throws GeneralSecurityException {
    try {
      Objects.requireNonNull(segments, "decryptSegment before init")
          .process(false, Integer.toUnsignedLong(number), isLast, ciphertext, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new GeneralSecurityException("not authentic", e);
    }
  }
}
