package dev.yinhu.crypto;

import org.jspecify.annotations.Nullable;

/** The root key is missing, unreadable, or not the one that wrapped the keys in the database. */
public final class RootKeyException extends CryptoException {
  private static final long serialVersionUID = 1L;

  RootKeyException(String message) {
    super(message);
  }

  RootKeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
