package dev.yinhu.crypto.pkcs11;

import dev.yinhu.crypto.CryptoException;
import org.jspecify.annotations.Nullable;

/** A token did not do what was asked of it; the message says what to do. Never holds a PIN. */
public final class TokenException extends CryptoException {
  private static final long serialVersionUID = 1L;

  private final long code;

  TokenException(String message, long code, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  TokenException(String message, long code) {
    this(message, code, null);
  }

  /** Whether the token refused the PIN: trying it again may lock the token. */
  public boolean pinRefused() {
    return Returned.isPin(code);
  }

  /** Whether the token answered, and what it was given to open was not sealed by its key. */
  public boolean notAuthentic() {
    return Returned.isNotAuthentic(code);
  }
}
