package dev.yinhu.accessaudit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Name and Ed25519 public key of a note's signer (C2SP signed-note). The printed form, the verifier
 * key, is name + key id + key. Immutable.
 */
public final class NoteKey {
  static final byte ED25519 = 1;
  static final int KEY_ID_BYTES = 4;

  private final String name;
  private final Ed25519PublicKeyParameters publicKey;
  private final byte[] keyId;

  NoteKey(String name, byte[] publicKey) {
    this.name = checkedName(name);
    this.publicKey = new Ed25519PublicKeyParameters(publicKey);
    this.keyId = keyId(name, typed(publicKey));
  }

  private static String checkedName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the name of a log must not be empty and must not contain spaces or '+'");
    }
    return name;
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && !name.contains("+")
        && name.codePoints().noneMatch(c -> Character.isSpaceChar(c) || Character.isISOControl(c));
  }

  /**
   * Reads a verifier key; base64 may contain further plus signs.
   *
   * @throws IllegalArgumentException when it is not one of Ed25519 or its id does not fit
   */
  public static NoteKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key is name+id+key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length != 1 + Ed25519PublicKeyParameters.KEY_SIZE || typed[0] != ED25519) {
      throw new IllegalArgumentException("the verifier key is not one of Ed25519");
    }
    NoteKey key = new NoteKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.idText().equals(parts[1])) {
      throw new IllegalArgumentException("the verifier key's id does not fit name and key");
    }
    return key;
  }

  private static byte[] keyId(String name, byte[] typedKey) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(sha256.digest(typedKey), KEY_ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }

  private static byte[] typed(byte[] publicKey) {
    return ByteBuffer.allocate(1 + publicKey.length).put(ED25519).put(publicKey).array();
  }

  /** The signer's name; of a log, its origin. */
  public String name() {
    return name;
  }

  /** The key id as 8 hexadecimal digits. */
  public String idText() {
    return HexFormat.of().formatHex(keyId);
  }

  byte[] keyId() {
    return keyId.clone();
  }

  /** The verifier key: what others need to check this signer's notes. */
  public String text() {
    return name
        + "+"
        + idText()
        + "+"
        + Base64.getEncoder().encodeToString(typed(publicKey.getEncoded()));
  }

  boolean verifies(byte[] message, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, publicKey);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  @Override
  public String toString() {
    return text();
  }
}
