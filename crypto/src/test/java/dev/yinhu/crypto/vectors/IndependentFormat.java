package dev.yinhu.crypto.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The format as docs/formats.md tells it, written from that page alone: plain JCA, HKDF by hand,
 * nothing of the product's own classes.
 */
final class IndependentFormat {
  private static final int NONCE = 12;

  private IndependentFormat() {}

  static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  static byte[] hkdf(byte[] salt, byte[] inputKey, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(salt.length == 0 ? new byte[32] : salt, inputKey);
    // One block of output is enough for every key here.
    return Arrays.copyOf(hmac(extracted, info, new byte[] {1}), length);
  }

  static byte[] lengthPrefixed(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] unwrap(byte[] key, byte[] wrapped, byte[] associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, wrapped, 0, NONCE));
    cipher.updateAAD(associatedData);
    return cipher.doFinal(wrapped, NONCE, wrapped.length - NONCE);
  }

  static byte[] wrap(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(associatedData);
    return concat(nonce, cipher.doFinal(plaintext));
  }

  static byte[] rootWrappingKey(byte[] rootKey) throws GeneralSecurityException {
    return hkdf(new byte[0], rootKey, "yinhu/root/wrap/v1".getBytes(UTF_8), 32);
  }

  static byte[] keyringAssociatedData(String keyring, long keyId) {
    return lengthPrefixed(
        "yinhu/keyring/v1".getBytes(UTF_8),
        keyring.getBytes(UTF_8),
        Long.toString(keyId).getBytes(UTF_8));
  }

  static byte[] epochAssociatedData(String created, int epoch) {
    return lengthPrefixed(
        "yinhu/epoch/v1".getBytes(UTF_8),
        created.getBytes(UTF_8),
        Integer.toString(epoch).getBytes(UTF_8));
  }

  static byte[] subjectWrappingKey(byte[] keyringKey, byte[] epochKey, int epoch)
      throws GeneralSecurityException {
    byte[] info =
        lengthPrefixed(
            "yinhu/subject-wrap/v1".getBytes(UTF_8), Integer.toString(epoch).getBytes(UTF_8));
    return hkdf(epochKey, keyringKey, info, 32);
  }

  static byte[] subjectOfEpochAssociatedData(byte[] ref) {
    return lengthPrefixed("yinhu/subject-key/v2".getBytes(UTF_8), ref);
  }

  static byte[] subjectAssociatedData(byte[] ref) {
    return lengthPrefixed("yinhu/subject-key/v1".getBytes(UTF_8), ref);
  }

  /** An envelope taken apart. */
  static final class Parts {
    private final byte[] header;
    private final long keyId;
    private final byte[] subjectRef;
    private final byte[] body;

    private Parts(byte[] header, long keyId, byte[] subjectRef, byte[] body) {
      this.header = header;
      this.keyId = keyId;
      this.subjectRef = subjectRef;
      this.body = body;
    }

    long keyId() {
      return keyId;
    }

    byte[] subjectRef() {
      return subjectRef;
    }

    static Parts of(String text) {
      if (!text.startsWith("yh1.")) {
        throw new IllegalArgumentException("no envelope");
      }
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(4));
      if (bytes[0] != 1 || bytes[1] != 1) {
        throw new IllegalArgumentException("not format 1, suite 1");
      }
      int length = bytes[6] == 1 ? 23 : 7;
      return new Parts(
          Arrays.copyOf(bytes, length),
          ByteBuffer.wrap(bytes, 2, 4).getInt() & 0xFFFF_FFFFL,
          Arrays.copyOfRange(bytes, 7, length),
          Arrays.copyOfRange(bytes, length, bytes.length));
    }

    byte[] nonce() {
      return Arrays.copyOf(body, NONCE);
    }

    String sealedAgain(
        byte[] keyringKey, byte[] inputKey, String field, String context, byte[] text)
        throws GeneralSecurityException {
      byte[] sealed =
          wrap(fieldKey(keyringKey, inputKey, field), nonce(), text, bound(field, context));
      return "yh1."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(concat(header, sealed));
    }

    byte[] open(byte[] keyringKey, byte[] inputKey, String field, String context)
        throws GeneralSecurityException {
      return unwrap(fieldKey(keyringKey, inputKey, field), body, bound(field, context));
    }

    private byte[] bound(String field, String context) {
      return lengthPrefixed(header, field.getBytes(UTF_8), context.getBytes(UTF_8));
    }

    private static byte[] fieldKey(byte[] keyringKey, byte[] inputKey, String field)
        throws GeneralSecurityException {
      byte[] info =
          lengthPrefixed(
              "yinhu/field-key/v1".getBytes(UTF_8), new byte[] {1}, field.getBytes(UTF_8));
      return hkdf(keyringKey, inputKey, info, 32);
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
