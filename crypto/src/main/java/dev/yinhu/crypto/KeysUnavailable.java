package dev.yinhu.crypto;

/**
 * A key is needed that is not in memory now: what opens the root key has been away for longer than
 * opened keys may be held, or the room is closing. Nothing is wrong with the request; it works
 * again, without a restart, when the root key is at hand.
 */
public final class KeysUnavailable extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** Says which key, and why it is not there. */
  public KeysUnavailable(String message) {
    super(message);
  }
}
