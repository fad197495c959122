package dev.yinhu.piiscanner.jdbc;

import java.util.List;

/**
 * What is known of a column after its table was read.
 *
 * @param name its name
 * @param databaseType the database's name of its type
 * @param state whether it was scanned, and in what form its values are
 * @param values that are neither NULL nor blank
 * @param nulls NULLs and blank values
 * @param sealed values that are our ciphertexts
 * @param cut values of which only the beginning was read
 * @param notText binary values that are no text, which were not scanned
 * @param findings certain ones first, then by type
 */
public record ColumnReport(
    String name,
    String databaseType,
    State state,
    long values,
    long nulls,
    long sealed,
    long cut,
    long notText,
    List<ColumnFinding> findings) {
  /** Copies the list. */
  public ColumnReport {
    findings = List.copyOf(findings);
  }

  /** A column that was not read. */
  static ColumnReport notRead(String name, String databaseType) {
    return new ColumnReport(name, databaseType, State.NOT_READ, 0, 0, 0, 0, 0, List.of());
  }

  /** The form of a column's values. */
  public enum State {
    /** Readable. */
    PLAIN,
    /** Every value is one of our ciphertexts. */
    PROTECTED,
    /** At least one in a hundred is one of our ciphertexts, and others are not. */
    PARTLY_PROTECTED,
    /** Looks like digests: hexadecimal of one length. */
    HASHED,
    /** Password hashes by their prefix: bcrypt, scrypt, Argon2, PBKDF2, crypt. */
    PASSWORD_HASHES,
    /** Looks like somebody else's ciphertexts or random tokens: base64 or long hexadecimal. */
    ENCRYPTED,
    /** Binary values of which none is text: their content was not scanned. */
    BINARY,
    /** Not read: the type cannot hold personal data by itself (booleans, UUIDs, small numbers). */
    NOT_READ
  }
}
