package dev.yinhu.register;

/**
 * The cipher suites that a register may name; which of them a build offers is told to the reader.
 */
public enum Suite implements WireName {
  /** AES-256-GCM under a key per subject and field. */
  AES256_GCM("AES256_GCM"),
  /** Extended-nonce AES-256-GCM, for high volume without a subject. */
  XAES256_GCM("XAES256_GCM"),
  /** Deterministic AES-SIV: equal values give equal ciphertexts. */
  AES256_SIV("AES256_SIV"),
  /** SM4-GCM (RFC 8998). */
  SM4_GCM("SM4_GCM"),
  /** SM4-CTR then HMAC-SM3. */
  SM4_CTR_HMAC_SM3("SM4_CTR_HMAC_SM3"),
  /** Format-preserving FF1 over AES-256. */
  FF1_AES256("FF1_AES256"),
  /** Format-preserving FF1 over SM4. */
  FF1_SM4("FF1_SM4");

  private final String wire;

  Suite(String wire) {
    this.wire = wire;
  }

  /** Whether ciphertexts keep the shape of their values, and so say nothing of their key. */
  public boolean keepsShape() {
    return switch (this) {
      case FF1_AES256, FF1_SM4 -> true;
      case AES256_GCM, XAES256_GCM, AES256_SIV, SM4_GCM, SM4_CTR_HMAC_SM3 -> false;
    };
  }

  @Override
  public String wire() {
    return wire;
  }
}
