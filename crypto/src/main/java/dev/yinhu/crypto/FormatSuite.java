package dev.yinhu.crypto;

import dev.yinhu.crypto.suite.Ff1;
import dev.yinhu.crypto.suite.HkdfSm3;
import dev.yinhu.register.Suite;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The suites whose ciphertext keeps the shape of the value, and so has no room for an envelope.
 * Their numbers go into the derivation of keys and are those that {@link CipherSuite} leaves free.
 */
enum FormatSuite {
  /** FF1 over AES-256, NIST SP 800-38G. */
  FF1_AES256(Suite.FF1_AES256, 6, Ff1.Block.AES, 32),
  /** FF1 over SM4; of the block cipher only a standard speaks. */
  FF1_SM4(Suite.FF1_SM4, 7, Ff1.Block.SM4, 16);

  private static final List<FormatSuite> ALL = List.of(values());
  private static final byte[] INFO_SHA256 = LengthPrefixed.utf8("yinhu/format-key/v1");
  private static final byte[] INFO_SM3 = LengthPrefixed.utf8("yinhu/format-key/sm3/v1");

  private final Suite declared;
  private final byte id;
  private final Ff1.Block block;
  private final int keyBytes;

  FormatSuite(Suite declared, int id, Ff1.Block block, int keyBytes) {
    this.declared = declared;
    this.id = (byte) id;
    this.block = block;
    this.keyBytes = keyBytes;
  }

  byte id() {
    return id;
  }

  /** The key of a field by HKDF with the suite's hash; the caller overwrites it after use. */
  byte[] fieldKey(byte[] salt, byte[] inputKey, byte[] fieldName) {
    byte[] suite = {id};
    return switch (block) {
      case AES ->
          Hkdf.derive(salt, inputKey, LengthPrefixed.of(INFO_SHA256, suite, fieldName), keyBytes);
      case SM4 ->
          HkdfSm3.derive(salt, inputKey, LengthPrefixed.of(INFO_SM3, suite, fieldName), keyBytes);
    };
  }

  Ff1 cipher(byte[] key) {
    return new Ff1(block, key);
  }

  /** The suite's hash of the bytes, cut to {@code length}: at most 32. */
  byte[] digest(byte[] bytes, int length) {
    return switch (block) {
      case AES -> Arrays.copyOf(sha256(bytes), length);
      case SM4 -> Arrays.copyOf(sm3(bytes), length);
    };
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("SHA-256 is not available in this Java runtime", e);
    }
  }

  private static byte[] sm3(byte[] bytes) {
    SM3Digest digest = new SM3Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }

  static Optional<FormatSuite> of(Suite declared) {
    return ALL.stream().filter(suite -> suite.declared == declared).findFirst();
  }

  /** What a register may name for values that keep their shape. */
  static Set<Suite> declarable() {
    return ALL.stream()
        .map(suite -> suite.declared)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Suite.class)));
  }
}
