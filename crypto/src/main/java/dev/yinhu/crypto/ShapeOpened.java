package dev.yinhu.crypto;

/** What came of decrypting a ciphertext that keeps the shape of its value. */
public sealed interface ShapeOpened {
  /**
   * It was decrypted. Nothing can tell whether it is what was encrypted: FF1 has no integrity.
   *
   * @param value hidden in {@code toString}
   */
  record Plaintext(String value) implements ShapeOpened {
    @Override
    public String toString() {
      return "Plaintext[***]";
    }
  }

  /**
   * The ciphertext is not of the field's format.
   *
   * @param expected what is expected; holds nothing of the ciphertext
   */
  record Misfit(String expected) implements ShapeOpened {}

  /** No version was given, and more than one could be meant. */
  record VersionNeeded() implements ShapeOpened {}

  /** The keyring never had a version of this number. */
  record UnknownVersion() implements ShapeOpened {}

  /** The version is kept, but opens nothing for now. */
  record KeyRetired() implements ShapeOpened {}

  /** The version was destroyed. */
  record KeyDestroyed() implements ShapeOpened {}
}
