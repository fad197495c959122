package dev.yinhu.tableprotection;

/** Which rows a phase reads. */
enum RowFilter {
  /** A value without its ciphertext, or without one of its indexes. */
  PENDING,
  /** A plaintext. */
  PLAIN,
  /** A ciphertext. */
  SEALED,
  /** Anything that can be compared: a plaintext, and if the job keeps indexes, whatever has one. */
  HELD
}
