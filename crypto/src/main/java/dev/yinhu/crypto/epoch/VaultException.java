package dev.yinhu.crypto.epoch;

import dev.yinhu.crypto.CryptoException;
import org.jspecify.annotations.Nullable;

/** The key directory is missing, damaged, or not the one that belongs to the database. */
public final class VaultException extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with which file, and what to do. */
  public VaultException(String message) {
    super(message);
  }

  /** Says what is wrong with which file, and what to do, and why. */
  public VaultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
