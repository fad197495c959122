package dev.yinhu.accessaudit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a key signs, and how: the signature types of C2SP signed-note that we know. */
public enum KeyType {
  /** Ed25519 (RFC 8032) over the note's text. */
  ED25519(1, 32, 64),
  /** Ed25519 over the time and the note's text: tlog-cosignature, "Ed25519 signed message". */
  ED25519_COSIGNATURE(4, 32, 64),
  /**
   * ML-DSA-44 (FIPS 204, pure, empty context) over names, time, size and root: tlog-cosignature,
   * "ML-DSA-44 signed message". Signs checkpoints only, and not their extension lines.
   */
  ML_DSA_44_COSIGNATURE(6, 1312, 2420),
  /**
   * SM2 with SM3 (GB/T 32918.2-2016) over the note's text, on the curve of GB/T 32918.5, with the
   * default identity of GB/T 35276-2017 (1234567812345678). The key is the uncompressed point, the
   * signature the DER sequence of r and s, of 8 to 72 bytes. As signed-note has no number for it,
   * its type is 255 and the name {@code yinhu.dev/sm2-sm3}.
   */
  SM2(255, "yinhu.dev/sm2-sm3", 65, 72);

  /** The shortest DER sequence of two numbers. */
  private static final int LEAST_DER = 8;

  private final byte code;

  /** What stands behind the code and before the key. */
  private final String mark;

  private final int publicKeyBytes;
  private final int signatureBytes;

  KeyType(int code, int publicKeyBytes, int signatureBytes) {
    this(code, "", publicKeyBytes, signatureBytes);
  }

  KeyType(int code, String mark, int publicKeyBytes, int signatureBytes) {
    this.code = (byte) code;
    this.mark = mark;
    this.publicKeyBytes = publicKeyBytes;
    this.signatureBytes = signatureBytes;
  }

  /** True when the signature carries the time at which it was made. */
  public boolean isCosignature() {
    return this == ED25519_COSIGNATURE || this == ML_DSA_44_COSIGNATURE;
  }

  /** The byte before the key in its printed form. */
  public byte code() {
    return code;
  }

  int publicKeyBytes() {
    return publicKeyBytes;
  }

  /** Whether a signature may be so long. */
  boolean fits(int bytes) {
    return this == SM2 ? bytes >= LEAST_DER && bytes <= signatureBytes : bytes == signatureBytes;
  }

  /** What stands before the key in its printed form: the code, and a name where it needs one. */
  byte[] prefix() {
    byte[] name = mark.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(1 + name.length).put(code).put(name).array();
  }

  /**
   * The type of a key with its prefix.
   *
   * @throws IllegalArgumentException when it is none that we know
   */
  static KeyType of(byte[] typed) {
    for (KeyType type : values()) {
      byte[] prefix = type.prefix();
      if (Arrays.equals(prefix, Arrays.copyOf(typed, prefix.length))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "the verifier key's type is none of 1, 4, 6 and 255 with the name of SM2");
  }

  /**
   * The type of a code that says it alone.
   *
   * @throws IllegalArgumentException when it is none that we know
   */
  public static KeyType of(byte code) {
    for (KeyType type : values()) {
      if (type.code == code && type.mark.isEmpty()) {
        return type;
      }
    }
    throw new IllegalArgumentException("the verifier key's type is none of 1, 4 and 6");
  }
}
