package dev.yinhu.crypto;

import org.jspecify.annotations.Nullable;

/**
 * Something in the key hierarchy that the caller cannot settle. Messages name files, key ids and
 * what to do; never key material, plaintext or a subject id.
 */
public class CryptoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what failed, on which id or file, and what to do. */
  public CryptoException(String message) {
    super(message);
  }

  /** Says what failed, on which id or file, and what to do, and why. */
  public CryptoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
