package dev.yinhu.accessaudit.note;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;

/**
 * Signs notes with Ed25519 (RFC 8032), ML-DSA-44 (FIPS 204, the deterministic variant) or SM2 (GB/T
 * 32918.2): the same text and time always give the same signature, except with SM2, which draws a
 * random number for each. Safe for use by many threads; {@code toString} shows the public key only.
 */
public final class NoteSigner {
  /** Length of the private seed in bytes, of every type. */
  public static final int SEED_BYTES = 32;

  private final AsymmetricKeyParameter privateKey;
  private final NoteKey key;

  /**
   * Signs with {@link KeyType#ED25519}.
   *
   * @param name the signer's name, without spaces and '+'
   * @param seed 32 random bytes, the private key
   */
  public NoteSigner(String name, byte[] seed) {
    this(KeyType.ED25519, name, seed);
  }

  /**
   * Signs with the given type of key.
   *
   * @param type how to sign
   * @param name the signer's name, without spaces and '+'
   * @param seed 32 random bytes, the private key; two signers of any name or type share none
   */
  public NoteSigner(KeyType type, String name, byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("the seed of a signer has 32 bytes");
    }
    switch (type) {
      case ED25519, ED25519_COSIGNATURE -> {
        var ed25519 = new Ed25519PrivateKeyParameters(seed);
        this.privateKey = ed25519;
        this.key = new NoteKey(name, type, ed25519.generatePublicKey().getEncoded());
      }
      case ML_DSA_44_COSIGNATURE -> {
        var mlDsa = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
        this.privateKey = mlDsa;
        this.key = new NoteKey(name, type, mlDsa.getPublicKey());
      }
      case SM2 -> {
        var sm2 = Sm2Curve.privateKey(seed);
        this.privateKey = sm2;
        this.key = new NoteKey(name, type, Sm2Curve.point(sm2));
      }
      default -> throw new IllegalArgumentException("no signer of type " + type);
    }
  }

  /** What verifies the signatures. */
  public NoteKey key() {
    return key;
  }

  /**
   * The note: text, empty line, signature line. A signer whose signatures carry a time states none.
   *
   * @param text ends in a newline
   */
  public String sign(String text) {
    return text + "\n" + line(text, 0);
  }

  /**
   * The signature line, ending in a newline, to be appended to a note of this text.
   *
   * @param text of the note, ending in a newline
   * @param time seconds since 1970 to be stated with the signature; 0 (states none, for {@link
   *     KeyType#ML_DSA_44_COSIGNATURE}) or more; {@link KeyType#ED25519} and {@link KeyType#SM2}
   *     have no place for it
   * @throws IllegalArgumentException when the text cannot be signed so
   */
  public String line(String text, long time) {
    if (!SignedNote.isNoteText(text)) {
      throw new IllegalArgumentException(
          "a note's text ends in a newline and has no other control characters");
    }
    if (time < 0) {
      throw new IllegalArgumentException("the time of a cosignature is not before 1970");
    }
    byte[] signature = signature(CosignedMessage.of(key.type(), key.name(), time, text));
    ByteBuffer blob =
        ByteBuffer.allocate(NoteKey.KEY_ID_BYTES + Long.BYTES + signature.length).put(key.keyId());
    if (key.type().isCosignature()) {
      blob.putLong(time);
    }
    byte[] bytes = new byte[blob.put(signature).flip().remaining()];
    blob.get(bytes);
    return SignedNote.SIGNATURE_MARK + key.name() + " " + Base64Text.encode(bytes) + "\n";
  }

  private byte[] signature(byte[] message) {
    Signer signer =
        switch (key.type()) {
          case ED25519, ED25519_COSIGNATURE -> new Ed25519Signer();
          case ML_DSA_44_COSIGNATURE -> new MLDSASigner();
          case SM2 -> new SM2Signer();
        };
    signer.init(true, privateKey);
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("the note could not be signed by " + key.name(), e);
    }
  }

  @Override
  public String toString() {
    return "NoteSigner[" + key + "]";
  }
}
