package dev.yinhu.crypto.mac;

import dev.yinhu.register.Suite;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Which hash a keyed hash is built on, with the number by which it enters derivations. */
public enum MacAlgorithm {
  /** HMAC (RFC 2104, FIPS 198-1) with SHA-256. */
  HMAC_SHA256(1),
  /** HMAC with SM3 (GB/T 32905-2016). */
  HMAC_SM3(2);

  /** Length of keys and of results in bytes; SHA-256 and SM3 agree in it. */
  public static final int BYTES = 32;

  private final byte id;

  MacAlgorithm(int id) {
    this.id = (byte) id;
  }

  /** The one that goes with the suite: SM3 beside SM4, SHA-256 otherwise. */
  public static MacAlgorithm besides(Suite suite) {
    return switch (suite) {
      case SM4_GCM, SM4_CTR_HMAC_SM3, FF1_SM4 -> HMAC_SM3;
      case AES256_GCM, XAES256_GCM, AES256_SIV, FF1_AES256 -> HMAC_SHA256;
    };
  }

  /** The number that stands for it in derivations, for ever. */
  public byte id() {
    return id;
  }

  Digest digest() {
    return switch (this) {
      case HMAC_SHA256 -> SHA256Digest.newInstance();
      case HMAC_SM3 -> new SM3Digest();
    };
  }

  /**
   * A key of {@value #BYTES} bytes by HKDF (RFC 5869, extract and expand) with this hash and an
   * empty salt; the caller overwrites it after use.
   */
  public byte[] derive(byte[] inputKey, byte[] info) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(digest());
    hkdf.init(new HKDFParameters(inputKey, new byte[0], info));
    byte[] key = new byte[BYTES];
    hkdf.generateBytes(key, 0, BYTES);
    return key;
  }
}
