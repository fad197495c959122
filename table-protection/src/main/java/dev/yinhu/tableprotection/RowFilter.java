package dev.yinhu.tableprotection;

/** Which rows a phase reads: those where it holds for at least one of the job's columns. */
enum RowFilter {
  /** A plaintext without ciphertext. */
  PENDING("%1$s IS NOT NULL AND %2$s IS NULL"),
  /** A plaintext. */
  PLAIN("%1$s IS NOT NULL"),
  /** A ciphertext. */
  SEALED("%2$s IS NOT NULL");

  private final String form;

  RowFilter(String form) {
    this.form = form;
  }

  String sql(String plaintext, String ciphertext) {
    return "(" + form.formatted(plaintext, ciphertext) + ")";
  }
}
