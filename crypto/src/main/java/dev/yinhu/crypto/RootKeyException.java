package dev.yinhu.crypto;

import org.jspecify.annotations.Nullable;

/** The root key is missing, unreadable, or not the one that wrapped the keys in the database. */
public final class RootKeyException extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** Says what failed, on which file, and what to do. */
  public RootKeyException(String message) {
    super(message);
  }

  /** Says what failed, on which file, and what to do, and why. */
  public RootKeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
