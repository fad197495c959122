package dev.yinhu.crypto;

import dev.yinhu.register.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways in which a value can be sealed, each with the number that stands in the envelope for
 * ever. A suite is added here and nowhere else.
 */
enum CipherSuite {
  /** AES-256 in Galois/counter mode, NIST SP 800-38D; random nonces of 96 bits. */
  AES256_GCM(Suite.AES256_GCM, 1, AesGcm.KEY_BYTES, AesGcm.OVERHEAD_BYTES);

  /** Looked through for every value: {@code values()} would copy the array each time. */
  private static final List<CipherSuite> ALL = List.of(values());

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

  int keyBytes() {
    return keyBytes;
  }

  /** How many bytes the sealed form has beyond the plaintext: nonce and tag. */
  int overheadBytes() {
    return overheadBytes;
  }

  AesGcm cipher(byte[] key) {
    return switch (this) {
      case AES256_GCM -> new AesGcm(key);
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

  /** What a register may name in this release. */
  static Set<Suite> declarable() {
    return Arrays.stream(values()).map(suite -> suite.declared).collect(Collectors.toSet());
  }
}
