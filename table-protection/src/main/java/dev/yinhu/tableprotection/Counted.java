package dev.yinhu.tableprotection;

import java.util.Locale;

/** What a phase counts. The order is stored: add at the end only. */
public enum Counted {
  /** Rows that were looked at, each pass anew. */
  ROWS,
  /** Values written: encrypted, rewrapped or cleared. */
  WRITTEN,
  /** Rows that the application changed between reading and writing; left as the application had. */
  CHANGED_MEANWHILE,
  /** Values that the register or a suite refused; left as they were. */
  REFUSED,
  /** Values whose ciphertext holds the same. */
  MATCHED,
  /** Values whose ciphertext holds another value or opens not at all, and wrong indexes. */
  MISMATCHED,
  /** Ciphertexts, key versions and indexes that are missing. */
  MISSING,
  /** Ciphertexts under the newest key and suite already. */
  CURRENT,
  /** Indexes written. */
  INDEXES_WRITTEN,
  /** Indexes that are right. */
  INDEXES_MATCHED,
  /** Indexes that a value does not have: it is empty, or shorter than the part. */
  NOT_INDEXABLE;

  /** The name in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
