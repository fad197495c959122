package dev.yinhu.crypto.suite;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF (RFC 5869) with HMAC-SM3 (GB/T 32905), through Bouncy Castle. */
public final class HkdfSm3 {
  private HkdfSm3() {}

  /** Extract with {@code salt} and expand to {@code length} bytes (at most 8,160). */
  public static byte[] derive(byte[] salt, byte[] inputKey, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SM3Digest());
    generator.init(new HKDFParameters(inputKey, salt, info));
    byte[] derived = new byte[length];
    generator.generateBytes(derived, 0, length);
    return derived;
  }
}
