package dev.yinhu.crypto;

import dev.yinhu.crypto.suite.AesSiv;
import dev.yinhu.crypto.suite.HkdfSm3;
import dev.yinhu.crypto.suite.Sm4CtrHmacSm3;
import dev.yinhu.crypto.suite.Sm4Gcm;
import dev.yinhu.crypto.suite.ValueCipher;
import dev.yinhu.crypto.suite.XaesGcm;
import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways in which a value can be sealed into an envelope, each with the number that stands there
 * for ever. A suite is added here and nowhere else. The numbers 6 and 7 are kept for FF1, which has
 * no envelope.
 */
enum CipherSuite {
  /** AES-256 in Galois/counter mode, NIST SP 800-38D; random nonces of 96 bits. */
  AES256_GCM(Suite.AES256_GCM, 1, AesGcm.KEY_BYTES, AesGcm.OVERHEAD_BYTES),
  /** The same with nonces of 192 bits, C2SP xaes-256-gcm: for one key over very many values. */
  XAES256_GCM(Suite.XAES256_GCM, 2, XaesGcm.KEY_BYTES, XaesGcm.OVERHEAD_BYTES),
  /** AES-SIV, RFC 5297: equal values of a field, subject and context give equal envelopes. */
  AES256_SIV(Suite.AES256_SIV, 3, AesSiv.KEY_BYTES, AesSiv.OVERHEAD_BYTES),
  /** SM4 in Galois/counter mode, RFC 8998; random nonces of 96 bits. */
  SM4_GCM(Suite.SM4_GCM, 4, Sm4Gcm.KEY_BYTES, Sm4Gcm.OVERHEAD_BYTES),
  /** SM4 in counter mode, then HMAC-SM3. */
  SM4_CTR_HMAC_SM3(
      Suite.SM4_CTR_HMAC_SM3, 5, Sm4CtrHmacSm3.KEY_BYTES, Sm4CtrHmacSm3.OVERHEAD_BYTES);

  /** Looked through for every value: {@code values()} would copy the array each time. */
  private static final List<CipherSuite> ALL = List.of(values());

  private static final byte[] INFO_SHA256 = LengthPrefixed.utf8("yinhu/field-key/v1");
  private static final byte[] INFO_SM3 = LengthPrefixed.utf8("yinhu/field-key/sm3/v1");

  private final Optional<CipherSuite> itself = Optional.of(this);
  private final Suite declared;
  private final byte id;
  private final int keyBytes;
  private final int overheadBytes;

  CipherSuite(Suite declared, int id, int keyBytes, int overheadBytes) {
    this.declared = declared;
    this.id = (byte) id;
    this.keyBytes = keyBytes;
    this.overheadBytes = overheadBytes;
  }

  byte id() {
    return id;
  }

  /** Its name in the register. */
  Suite declared() {
    return declared;
  }

  /** How many bytes the sealed form has beyond the plaintext: nonce and tag. */
  int overheadBytes() {
    return overheadBytes;
  }

  /**
   * The key of a field by HKDF: with SM3 for the suites of SM4, which then rest on Chinese
   * algorithms alone below the keys they come from, and with SHA-256 for the others. The caller
   * overwrites it after use.
   */
  byte[] fieldKey(byte[] salt, byte[] inputKey, byte[] fieldName) {
    byte[] suite = {id};
    return switch (this) {
      case AES256_GCM, XAES256_GCM, AES256_SIV ->
          Hkdf.derive(salt, inputKey, LengthPrefixed.of(INFO_SHA256, suite, fieldName), keyBytes);
      case SM4_GCM, SM4_CTR_HMAC_SM3 ->
          HkdfSm3.derive(salt, inputKey, LengthPrefixed.of(INFO_SM3, suite, fieldName), keyBytes);
    };
  }

  ValueCipher cipher(byte[] key) {
    return switch (this) {
      case AES256_GCM -> new AesGcm(key);
      case XAES256_GCM -> new XaesGcm(key);
      case AES256_SIV -> new AesSiv(key);
      case SM4_GCM -> new Sm4Gcm(key);
      case SM4_CTR_HMAC_SM3 -> new Sm4CtrHmacSm3(key);
    };
  }

  static Optional<CipherSuite> ofId(byte id) {
    for (CipherSuite suite : ALL) {
      if (suite.id == id) {
        return suite.itself;
      }
    }
    return Optional.empty();
  }

  static Optional<CipherSuite> of(Suite declared) {
    for (CipherSuite suite : ALL) {
      if (suite.declared == declared) {
        return suite.itself;
      }
    }
    return Optional.empty();
  }

  /** What a register may name for values in envelopes. */
  static Set<Suite> declarable() {
    return Arrays.stream(values()).map(suite -> suite.declared).collect(Collectors.toSet());
  }
}
