package dev.yinhu.crypto.root;

/** Where a passphrase comes from. */
public interface SecretSource extends AutoCloseable {
  /**
   * Its bytes in UTF-8, at least one and at most {@link SecretFile#MOST_BYTES}; the caller
   * overwrites them after use. Asks or reads anew each time.
   *
   * @throws dev.yinhu.crypto.RootKeyException when there is none; says what to do
   */
  byte[] read();

  /** Overwrites what it may hold; it can be read again, and then asks again. */
  @Override
  default void close() {}

  /** What it is called in a message, such as the path of a file. */
  String place();
}
