package dev.yinhu.crypto;

/** What came of encrypting a value in its shape. */
public sealed interface ShapeSealed {
  /**
   * It was encrypted.
   *
   * @param text the ciphertext, of the value's shape
   * @param keyVersion under which version of the keyring {@code format}; to be kept beside the
   *     ciphertext, which has no room for it
   */
  record Ciphertext(String text, int keyVersion) implements ShapeSealed {}

  /**
   * The value is not of the field's format.
   *
   * @param expected what is expected; holds nothing of the value
   */
  record Misfit(String expected) implements ShapeSealed {}
}
