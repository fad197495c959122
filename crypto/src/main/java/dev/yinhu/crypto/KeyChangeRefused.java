package dev.yinhu.crypto;

/**
 * A change to a keyring that its rules do not allow; nothing was changed. The message says why and
 * what to do instead, in words that may be shown to whoever asked.
 */
public final class KeyChangeRefused extends CryptoException {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is. */
  public enum Why {
    /** There is no such version. */
    NO_SUCH_VERSION,
    /** The rules of the life cycle are against it. */
    RULE,
    /** Another person has to do it. */
    SAME_PERSON
  }

  private final Why why;

  KeyChangeRefused(Why why, String message) {
    super(message);
    this.why = why;
  }

  static KeyChangeRefused rule(String message) {
    return new KeyChangeRefused(Why.RULE, message);
  }

  static KeyChangeRefused noSuchVersion(KeyringName keyring, int version) {
    return new KeyChangeRefused(
        Why.NO_SUCH_VERSION,
        "keyring %s has no version %d; the key status lists those it has"
            .formatted(keyring.text(), version));
  }

  /** What kind of refusal it is. */
  public Why why() {
    return why;
  }
}
