package dev.yinhu.crypto;

/** What came of opening an envelope. */
public sealed interface Opened {
  /** It opened: {@code value} are the bytes that were sealed. {@code toString} hides them. */
  final class Plaintext implements Opened {
    private final byte[] value;

    Plaintext(byte[] value) {
      this.value = value;
    }

    /** The bytes themselves, not a copy: who gets them may overwrite them after use. */
    public byte[] value() {
      return value;
    }

    @Override
    public String toString() {
      return "Plaintext[***]";
    }
  }

  /** Field, subject, context, key and ciphertext do not belong together, or it was changed. */
  record NotAuthentic(Reason reason) implements Opened {}

  /** Its keyring version was destroyed. */
  record KeyDestroyed() implements Opened {}

  /**
   * Its keyring version is kept but opens nothing for now: administrators retired it, and can undo
   * that.
   */
  record KeyRetired() implements Opened {}

  /** A format version or suite that this release does not know. */
  record UnsupportedFormat() implements Opened {}

  /** Why it is not authentic: for the audit entry, never for the caller. */
  enum Reason {
    /** Cut short, or a flag set that does not exist. */
    MALFORMED,
    /** It names a key that never existed here. */
    UNKNOWN_KEY,
    /** It names another subject than the one asked for. */
    OTHER_SUBJECT,
    /** The tag does not fit: changed, or of another field, context or key. */
    TAG,
    /** Of files: it ends before its last segment. */
    TRUNCATED
  }
}
