package dev.yinhu.accessaudit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs notes with Ed25519 (RFC 8032): the same text always gives the same signature. Safe for use
 * by many threads; {@code toString} shows the public key only.
 */
public final class NoteSigner {
  /** Length of the private seed in bytes. */
  public static final int SEED_BYTES = Ed25519PrivateKeyParameters.KEY_SIZE;

  private final Ed25519PrivateKeyParameters privateKey;
  private final NoteKey key;

  /**
   * @param name the signer's name, without spaces and '+'
   * @param seed 32 random bytes, the private key
   */
  public NoteSigner(String name, byte[] seed) {
    this.privateKey = new Ed25519PrivateKeyParameters(seed);
    this.key = new NoteKey(name, privateKey.generatePublicKey().getEncoded());
  }

  public NoteKey key() {
    return key;
  }

  /**
   * The note: text, empty line, signature line.
   *
   * @param text ends in a newline
   */
  public String sign(String text) {
    if (!SignedNote.isNoteText(text)) {
      throw new IllegalArgumentException(
          "a note's text ends in a newline and has no other control characters");
    }
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(message, 0, message.length);
    byte[] signature = signer.generateSignature();
    byte[] blob =
        ByteBuffer.allocate(NoteKey.KEY_ID_BYTES + signature.length)
            .put(key.keyId())
            .put(signature)
            .array();
    return text
        + "\n"
        + SignedNote.SIGNATURE_MARK
        + key.name()
        + " "
        + Base64.getEncoder().encodeToString(blob)
        + "\n";
  }

  @Override
  public String toString() {
    return "NoteSigner[" + key + "]";
  }
}
