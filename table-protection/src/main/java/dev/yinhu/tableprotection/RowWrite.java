package dev.yinhu.tableprotection;

/**
 * What a phase writes, and what must still stand there for it.
 *
 * @param clears true when plaintexts are set to NULL, false when ciphertexts are written
 * @param comparesPlaintext whether the plaintext must be the one read; the ciphertext always
 */
record RowWrite(boolean clears, boolean comparesPlaintext) {
  static final RowWrite SEAL = new RowWrite(false, true);
  static final RowWrite CLEAR = new RowWrite(true, true);
  static final RowWrite RESEAL = new RowWrite(false, false);
}
