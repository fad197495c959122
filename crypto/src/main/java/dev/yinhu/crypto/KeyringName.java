package dev.yinhu.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keyrings, one for each purpose of key, so that no key serves two ends. */
public enum KeyringName {
  /** Salts the derivation of every field key; its version is the key id of an envelope. */
  FIELD,
  /** Wraps the subject keys. */
  SUBJECT,
  /** Keys the hash under which the subject directory finds a subject. */
  DIRECTORY,
  /** Keys the blind indexes. */
  INDEX,
  /** Keys the tokens that are computed, and the look-up of those that are stored. */
  TOKEN,
  /** Salts the derivation of keys for values that keep their shape and so name no key id. */
  FORMAT;

  /** The name as stored. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is rotated by period and use. The others have look-ups or shapes stored elsewhere
   * that depend on the version, so that somebody has to decide when.
   */
  public boolean rotatesByItself() {
    return this == FIELD || this == SUBJECT;
  }

  /** Whether it can be rotated at all: without the directory's only key nobody would be found. */
  public boolean canRotate() {
    return this != DIRECTORY;
  }

  /** The keyring of a {@link #text()}, or nothing. */
  public static Optional<KeyringName> named(String text) {
    return Arrays.stream(values()).filter(name -> name.text().equals(text)).findFirst();
  }

  static KeyringName of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
