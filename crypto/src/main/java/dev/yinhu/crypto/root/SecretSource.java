package dev.yinhu.crypto.root;

/** Where a passphrase comes from. */
public interface SecretSource {
  /**
   * Its bytes in UTF-8, at least one and at most {@link SecretFile#MOST_BYTES}; the caller
   * overwrites them after use. Asks or reads anew each time.
   *
   * @throws dev.yinhu.crypto.RootKeyException when there is none; says what to do
   */
  byte[] read();

  /** What it is called in a message, such as the path of a file. */
  String place();
}
