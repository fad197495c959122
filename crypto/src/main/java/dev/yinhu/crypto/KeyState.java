package dev.yinhu.crypto;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a key after NIST SP 800-57 part 1 revision 5, section 7: what may be done with a
 * keyring version, and what it may become.
 *
 * <p>The transitions are those of sections 7.1 to 7.6, in the form in which Acra's key store has
 * them: from pre-active to deactivated is Acra's and not NIST's. An active version is never
 * destroyed in one step, and nothing leads out of destruction.
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
  DESTROYED;

  /** What a version in this state may become; itself is not among them. */
  public Set<KeyState> next() {
    return switch (this) {
      case PRE_ACTIVE -> EnumSet.of(ACTIVE, DEACTIVATED, COMPROMISED, DESTROYED);
      case ACTIVE -> EnumSet.of(SUSPENDED, DEACTIVATED, COMPROMISED);
      case SUSPENDED -> EnumSet.of(ACTIVE, DEACTIVATED, COMPROMISED);
      case DEACTIVATED -> EnumSet.of(COMPROMISED, DESTROYED);
      case COMPROMISED -> EnumSet.of(DESTROYED);
      case DESTROYED -> EnumSet.noneOf(KeyState.class);
    };
  }

  /** Whether a version in this state may become {@code other}. */
  public boolean mayBecome(KeyState other) {
    return next().contains(other);
  }

  /** The name in commands and JSON: lower case with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of a {@link #word()}, or nothing. */
  public static Optional<KeyState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }
}
