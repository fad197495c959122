package dev.yinhu.accessaudit.note;

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
  ML_DSA_44_COSIGNATURE(6, 1312, 2420);

  private final byte code;
  private final int publicKeyBytes;
  private final int signatureBytes;

  KeyType(int code, int publicKeyBytes, int signatureBytes) {
    this.code = (byte) code;
    this.publicKeyBytes = publicKeyBytes;
    this.signatureBytes = signatureBytes;
  }

  /** True when the signature carries the time at which it was made. */
  public boolean isCosignature() {
    return this != ED25519;
  }

  /** The byte before the key in its printed form. */
  public byte code() {
    return code;
  }

  int publicKeyBytes() {
    return publicKeyBytes;
  }

  int signatureBytes() {
    return signatureBytes;
  }

  /**
   * The type of a code.
   *
   * @throws IllegalArgumentException when it is none that we know
   */
  public static KeyType of(byte code) {
    for (KeyType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("the verifier key's type is none of 1, 4 and 6");
  }
}
