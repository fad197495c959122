package dev.yinhu.accessaudit.note;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.checkpoint.Base64Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Name, type and public key of a note's signer (C2SP signed-note). The printed form, the verifier
 * key, is name + key id + key. Immutable; equal when all three are.
 */
public final class NoteKey {
  static final int KEY_ID_BYTES = 4;

  private final String name;
  private final KeyType type;
  private final PublicKey publicKey;
  private final byte[] keyId;

  NoteKey(String name, KeyType type, byte[] publicKey) {
    this.name = checkedName(name);
    this.type = type;
    this.publicKey = PublicKey.of(type, publicKey);
    this.keyId = keyId(name, typed());
  }

  private static String checkedName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the name of a log or witness must not be empty and must not contain spaces or '+'");
    }
    return name;
  }

  /** True of what can stand as a name in a signature line: not empty, without spaces and '+'. */
  public static boolean isName(String name) {
    return !name.isEmpty()
        && !name.contains("+")
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.codePoints().noneMatch(NoteKey::isSpaceOrControl);
  }

  private static boolean isSpaceOrControl(int c) {
    return Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /**
   * Reads a verifier key; base64 may contain further plus signs.
   *
   * @throws IllegalArgumentException when it is of no type in {@link KeyType}, is malformed, or its
   *     id does not fit
   */
  public static NoteKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key is name+id+key");
    }
    byte[] typed = Base64Text.decode(parts[2]);
    if (typed.length == 0) {
      throw new IllegalArgumentException("the verifier key has no type");
    }
    KeyType type = KeyType.of(typed);
    byte[] publicKey = Arrays.copyOfRange(typed, type.prefix().length, typed.length);
    NoteKey key = new NoteKey(parts[0], type, publicKey);
    if (!key.idText().equals(parts[1])) {
      throw new IllegalArgumentException("the verifier key's id does not fit name and key");
    }
    return key;
  }

  private static byte[] keyId(String name, byte[] typedKey) {
    MessageDigest sha256 = Sha256.digest();
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(typedKey), KEY_ID_BYTES);
  }

  private byte[] typed() {
    byte[] key = publicKey.encoded();
    byte[] prefix = type.prefix();
    return ByteBuffer.allocate(prefix.length + key.length).put(prefix).put(key).array();
  }

  /** The signer's name; of a log, its origin. */
  public String name() {
    return name;
  }

  /** What the key signs, and how. */
  public KeyType type() {
    return type;
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
    return name + "+" + idText() + "+" + Base64Text.encode(typed());
  }

  /** True when the two wrap the same public key, under whichever name and for whichever use. */
  public boolean wrapsSameKeyAs(NoteKey other) {
    return Arrays.equals(publicKey.encoded(), other.publicKey.encoded());
  }

  boolean verifies(byte[] message, byte[] signature) {
    return publicKey.verifies(message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey key && text().equals(key.text());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keyId);
  }

  @Override
  public String toString() {
    return text();
  }
}
