package dev.yinhu.crypto.root;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.yinhu.crypto.RootKeyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Keeps the key under a passphrase: AES-256-GCM (NIST SP 800-38D) under what Argon2id (RFC 9106,
 * version 1.3) makes of passphrase and salt. Cost and salt stand in the line and are authenticated;
 * a cost outside {@link Argon2Cost}'s bounds is not even tried.
 */
final class PassphraseSeal implements RootKeySeal {
  private static final byte[] LABEL =
      "yinhu/root/passphrase/v1".getBytes(StandardCharsets.US_ASCII);
  private static final int LEAST_BYTES = 12;
  private static final int SALT_BYTES = 16;
  private static final int HEADER_BYTES = Integer.BYTES + 2 + SALT_BYTES;
  private static final int WRAP_KEY_BYTES = 32;
  private static final int GCM_OVERHEAD_BYTES = 12 + 16;
  private static final int CONTENT_BYTES = HEADER_BYTES + GCM_OVERHEAD_BYTES + KEY_BYTES;

  private final SecretSource passphrase;
  private final Argon2Cost cost;
  private final SecureRandom random;

  PassphraseSeal(SecretSource passphrase, Argon2Cost cost, SecureRandom random) {
    this.passphrase = passphrase;
    this.cost = cost;
    this.random = random;
  }

  @Override
  public SealKind kind() {
    return SealKind.PASSPHRASE;
  }

  @Override
  public byte[] seal(byte[] rootKey) {
    requireLength();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] header =
        ByteBuffer.allocate(HEADER_BYTES)
            .putInt(cost.memoryKib())
            .put((byte) cost.passes())
            .put((byte) cost.lanes())
            .put(salt)
            .array();
    byte[] key = key(cost, salt);
    try {
      byte[] sealed = new AesGcmJce(key).encrypt(rootKey, associatedData(header));
      return SealedLine.write(
          SealKind.PASSPHRASE, ByteBuffer.allocate(CONTENT_BYTES).put(header).put(sealed).array());
    } catch (GeneralSecurityException e) {
      throw new RootKeyException("AES-256-GCM is not available in this Java runtime", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private void requireLength() {
    byte[] secret = passphrase.read();
    int length = secret.length;
    Arrays.fill(secret, (byte) 0);
    if (length < LEAST_BYTES) {
      throw new RootKeyException(
          "the passphrase from %s is too short to protect a root key: take at least %d characters,"
                  .formatted(passphrase.place(), LEAST_BYTES)
              + " better six random words");
    }
  }

  @Override
  public byte[] unseal(byte[] line, Path file) {
    byte[] content =
        SealedLine.read(SealKind.PASSPHRASE, line)
            .filter(read -> read.length == CONTENT_BYTES)
            .orElseThrow(() -> KeyFileSeal.damaged(file));
    byte[] header = Arrays.copyOf(content, HEADER_BYTES);
    byte[] key =
        key(cost(header, file), Arrays.copyOfRange(header, Integer.BYTES + 2, HEADER_BYTES));
    try {
      return new AesGcmJce(key)
          .decrypt(
              Arrays.copyOfRange(content, HEADER_BYTES, CONTENT_BYTES), associatedData(header));
    } catch (GeneralSecurityException notAuthentic) {
      throw new RootKeyException(
          "the passphrase from %s does not open %s: give the one it was sealed with"
              .formatted(passphrase.place(), file));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Argon2Cost cost(byte[] header, Path file) {
    ByteBuffer in = ByteBuffer.wrap(header);
    try {
      return new Argon2Cost(
          in.getInt(), Byte.toUnsignedInt(in.get()), Byte.toUnsignedInt(in.get()));
    } catch (IllegalArgumentException outOfBounds) {
      throw KeyFileSeal.damaged(file);
    }
  }

  private byte[] key(Argon2Cost cost, byte[] salt) {
    byte[] secret = passphrase.read();
    byte[] key = new byte[WRAP_KEY_BYTES];
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      argon2.generateBytes(secret, key);
      return key;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static byte[] associatedData(byte[] header) {
    return ByteBuffer.allocate(2 * Integer.BYTES + LABEL.length + header.length)
        .putInt(LABEL.length)
        .put(LABEL)
        .putInt(header.length)
        .put(header)
        .array();
  }
}
