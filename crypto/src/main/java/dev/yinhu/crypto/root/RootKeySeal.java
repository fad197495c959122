package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.nio.file.Path;

/**
 * One way to keep the root key: from its 32 bytes to one line of text, and back. What {@link #seal}
 * gives, {@link #unseal} of the same seal opens; the bytes are the same in every form. Both may
 * block, for a moment or, with a token, for as long as its driver waits. Safe for use by many
 * threads.
 *
 * <p>A key service of a cloud fits as one more: its line is what Tink's {@code Aead} of a {@code
 * KmsClient} makes of the 32 bytes, its kind {@linkplain SealKind#remote remote}.
 */
public sealed interface RootKeySeal permits KeyFileSeal, PassphraseSeal, TokenSeal {
  /** How long a root key is. */
  int KEY_BYTES = 32;

  /** Which way it is. */
  SealKind kind();

  /**
   * Makes the line, with a line feed at its end.
   *
   * @param rootKey its 32 bytes, left as they are
   * @throws RootKeyException when it cannot be sealed; says what to do
   */
  byte[] seal(byte[] rootKey);

  /**
   * The 32 bytes, which the caller overwrites after use.
   *
   * @param line as it was made, without white space around it
   * @param file where it stood, for messages
   * @throws RootKeyException when it does not open; says what to do, and nothing of the content
   */
  byte[] unseal(byte[] line, Path file);
}
