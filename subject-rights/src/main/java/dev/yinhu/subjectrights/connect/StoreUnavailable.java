package dev.yinhu.subjectrights.connect;

import dev.yinhu.subjectrights.RightsException;

/** A store does not answer now; whatever was wanted of it is to be tried again. */
public sealed class StoreUnavailable extends RightsException permits StoreAtWork {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message) {
    super(message);
  }

  StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
