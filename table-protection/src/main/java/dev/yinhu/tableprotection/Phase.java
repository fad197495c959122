package dev.yinhu.tableprotection;

import java.util.Locale;

/** The steps of a job that walk through the table and whose progress is stored. */
public enum Phase {
  /** Every plaintext gets its ciphertext. */
  BACKFILL,
  /** Every ciphertext is compared with its plaintext. */
  VERIFY,
  /** Every plaintext that was compared once more is set to NULL. */
  CLEAR,
  /** Every ciphertext is brought under the newest key and the declared suite. */
  REWRAP;

  /** As it is written on the command line and stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
