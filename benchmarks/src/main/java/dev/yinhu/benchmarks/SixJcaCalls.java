package dev.yinhu.benchmarks;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The limit: bare JCA on the same bytes. One Cipher reused, a key for each field, a fresh random
 * nonce for each value, associated data of the same length.
 */
final class SixJcaCalls {
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;

  /** An envelope's header, and the lengths before header, field name and context. */
  private static final int ASSOCIATED_BESIDE_NAME = 23 + 3 * Integer.BYTES;

  private final Cipher cipher;
  private final SecureRandom random = new SecureRandom();
  private final List<byte[]> plaintexts = SixValues.bytes();
  private final List<SecretKeySpec> keys = new ArrayList<>();
  private final List<byte[]> associated = new ArrayList<>();
  private final List<byte[]> nonces = new ArrayList<>();
  private final List<byte[]> ciphertexts = new ArrayList<>();

  SixJcaCalls() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      for (int i = 0; i < plaintexts.size(); i++) {
        keys.add(new SecretKeySpec(random(KEY_BYTES), "AES"));
        associated.add(new byte[ASSOCIATED_BESIDE_NAME + SixValues.field(i).length()]);
        nonces.add(random(NONCE_BYTES));
        ciphertexts.add(seal(i, nonces.get(i)));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] seal(int i, byte[] nonce) throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, keys.get(i), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated.get(i));
    return cipher.doFinal(plaintexts.get(i));
  }

  void protect(Blackhole sink) throws GeneralSecurityException {
    for (int i = 0; i < keys.size(); i++) {
      sink.consume(seal(i, random(NONCE_BYTES)));
    }
  }

  void reveal(Blackhole sink) throws GeneralSecurityException {
    for (int i = 0; i < keys.size(); i++) {
      cipher.init(Cipher.DECRYPT_MODE, keys.get(i), new GCMParameterSpec(TAG_BITS, nonces.get(i)));
      cipher.updateAAD(associated.get(i));
      sink.consume(cipher.doFinal(ciphertexts.get(i)));
    }
  }
}
