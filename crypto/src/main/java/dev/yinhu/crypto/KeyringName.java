package dev.yinhu.crypto;

import java.util.Locale;

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

  static KeyringName of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
