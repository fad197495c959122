package dev.yinhu.crypto;

/**
 * The states of a key after NIST SP 800-57 part 1 revision 5, section 7: what may be done with a
 * keyring version.
 */
public enum KeyState {
  /** Made, not in use yet. */
  PRE_ACTIVE,
  /** Encrypts and decrypts; one version of a keyring at a time. */
  ACTIVE,
  /** Taken out of use for a while: decrypts only. */
  SUSPENDED,
  /** Its time to encrypt is over: decrypts only. */
  DEACTIVATED,
  /** Known or thought to be known by others: decrypts only, its values are to be rewrapped. */
  COMPROMISED,
  /** The key itself is gone; only the fact that it existed remains. */
  DESTROYED
}
