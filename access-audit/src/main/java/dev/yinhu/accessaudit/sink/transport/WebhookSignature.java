package dev.yinhu.accessaudit.sink.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs requests as Standard Webhooks (version 1.0.0, "Signature scheme") has it: over {@code
 * id.timestamp.body}, with HMAC-SHA256 under a {@code whsec_} secret as {@code v1}, or with Ed25519
 * under a {@code whsk_} key as {@code v1a}. Safe for use by many threads.
 */
final class WebhookSignature {
  private static final String SYMMETRIC = "whsec_";
  private static final String ASYMMETRIC = "whsk_";
  private static final int LEAST_SECRET = 24;
  private static final int MOST_SECRET = 64;

  private final byte[] key;
  private final boolean symmetric;

  private WebhookSignature(byte[] key, boolean symmetric) {
    this.key = key;
    this.symmetric = symmetric;
  }

  /**
   * Reads the secret's file: one line.
   *
   * @throws NotDelivered when it holds none
   */
  static WebhookSignature read(Path file) throws NotDelivered {
    try {
      return of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    } catch (IOException | IllegalArgumentException e) {
      // Not the cause: it may repeat the secret.
      throw NotDelivered.forNow("webhook-secret-unusable", null);
    }
  }

  /**
   * Of a secret in print: {@code whsec_} and 24 to 64 bytes, or {@code whsk_} and the 32 bytes of
   * an Ed25519 seed (64 when the public key follows it), in base64.
   *
   * @throws IllegalArgumentException when it is neither; the message does not repeat it
   */
  static WebhookSignature of(String secret) {
    boolean symmetric = secret.startsWith(SYMMETRIC);
    String encoded =
        secret.substring(Math.min(secret.length(), (symmetric ? SYMMETRIC : ASYMMETRIC).length()));
    byte[] key = decoded(encoded);
    boolean good =
        symmetric
            ? key.length >= LEAST_SECRET && key.length <= MOST_SECRET
            : secret.startsWith(ASYMMETRIC) && (key.length == 32 || key.length == 64);
    if (!good) {
      throw new IllegalArgumentException("neither a whsec_ secret nor a whsk_ key");
    }
    return new WebhookSignature(key, symmetric);
  }

  private static byte[] decoded(String encoded) {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      // The decoder's message shows a character of what it could not decode.
      return new byte[0];
    }
  }

  /** The value of {@code webhook-signature}. */
  String sign(String id, String timestamp, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 64);
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    byte[] bytes = signed.toByteArray();
    Base64.Encoder base64 = Base64.getEncoder();
    return symmetric
        ? "v1," + base64.encodeToString(hmac(bytes))
        : "v1a," + base64.encodeToString(ed25519(bytes));
  }

  private byte[] hmac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is in every Java", e);
    }
  }

  private byte[] ed25519(byte[] bytes) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(key, 0));
    signer.update(bytes, 0, bytes.length);
    return signer.generateSignature();
  }

  /** Shows nothing of the key. */
  @Override
  public String toString() {
    return "WebhookSignature[" + (symmetric ? "v1" : "v1a") + "]";
  }
}
