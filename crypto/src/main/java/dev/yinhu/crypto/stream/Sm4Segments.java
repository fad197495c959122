package dev.yinhu.crypto.stream;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The segments of one SM4 stream: as in Tink's AES-GCM-HKDF streaming, with HKDF (RFC 5869) over
 * HMAC-SM3 and SM4-GCM (RFC 8998). For one thread.
 */
final class Sm4Segments {
  static final int KEY_BYTES = 16;
  private static final int TAG_BITS = 8 * StreamSuite.TAG_BYTES;
  private static final int NONCE_BYTES = 12;

  private final byte[] header;
  private final byte[] prefix;
  private final KeyParameter key;

  private Sm4Segments(byte[] header, byte[] fileKey, byte[] associatedData) {
    this.header = header;
    byte[] salt = new byte[KEY_BYTES];
    this.prefix = new byte[StreamSuite.PREFIX_BYTES];
    ByteBuffer.wrap(header).get(new byte[1]).get(salt).get(prefix);
    this.key = new KeyParameter(derive(fileKey, salt, associatedData));
  }

  private static byte[] derive(byte[] fileKey, byte[] salt, byte[] info) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SM3Digest());
    hkdf.init(new HKDFParameters(fileKey, salt, info));
    byte[] derived = new byte[KEY_BYTES];
    hkdf.generateBytes(derived, 0, KEY_BYTES);
    return derived;
  }

  /** Of a new stream. */
  static Sm4Segments fresh(byte[] fileKey, byte[] associatedData, SecureRandom random) {
    byte[] header = new byte[StreamSuite.SM4_GCM_HKDF.headerBytes()];
    random.nextBytes(header);
    header[0] = (byte) header.length;
    return new Sm4Segments(header, fileKey, associatedData);
  }

  /** Of the stream that has this header, of the right length. */
  static Sm4Segments of(byte[] header, byte[] fileKey, byte[] associatedData) {
    return new Sm4Segments(header, fileKey, associatedData);
  }

  byte[] header() {
    return header.clone();
  }

  /**
   * Seals or opens one segment.
   *
   * @param in what remains of it is the segment
   * @throws InvalidCipherTextException when the tag does not fit; {@code out} may then hold
   *     plaintext that is not authentic
   */
  void process(boolean seal, long number, boolean last, ByteBuffer in, ByteBuffer out)
      throws InvalidCipherTextException {
    byte[] nonce =
        ByteBuffer.allocate(NONCE_BYTES)
            .put(prefix)
            .putInt((int) number)
            .put((byte) (last ? 1 : 0))
            .array();
    GCMModeCipher gcm = GCMBlockCipher.newInstance(new SM4Engine());
    gcm.init(seal, new AEADParameters(key, TAG_BITS, nonce));
    int at = out.arrayOffset() + out.position();
    int done =
        gcm.processBytes(
            in.array(), in.arrayOffset() + in.position(), in.remaining(), out.array(), at);
    done += gcm.doFinal(out.array(), at + done);
    in.position(in.limit());
    out.position(out.position() + done);
  }
}
