package dev.yinhu.notices.webhook;

import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.http.SecretFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs as Standard Webhooks 1.0.0 has it ("Asymmetric signatures"): Ed25519 (RFC 8032) over {@code
 * id.timestamp.body}, written {@code v1a,} and base64. Thread-safe.
 */
public final class Ed25519Seed {
  private static final String PREFIX = "whsk_";
  private static final int SEED = 32;

  private final PrivateKey key;

  private Ed25519Seed(PrivateKey key) {
    this.key = key;
  }

  /**
   * Of a file with {@code whsk_} and the base64 of a 32-byte seed, perhaps with the public key
   * behind it.
   *
   * @throws NoticesException when it is none; the message does not repeat it
   */
  public static Ed25519Seed read(Path file) {
    String line = SecretFile.line(file);
    byte[] bytes = line.startsWith(PREFIX) ? decoded(line.substring(PREFIX.length())) : new byte[0];
    try {
      if (bytes.length != SEED && bytes.length != 2 * SEED) {
        throw new NoticesException(
            "the file " + file + " holds no signing key; write whsk_ and the base64 of its seed");
      }
      return new Ed25519Seed(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, SEED))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is in every Java since 15", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Its message shows a character of the key.
      return new byte[0];
    }
  }

  /** The value of {@code webhook-signature}. */
  public String sign(String id, long epochSecond, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + epochSecond + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(signed.toByteArray());
      return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is in every Java since 15", e);
    }
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "Ed25519Seed[***]";
  }
}
