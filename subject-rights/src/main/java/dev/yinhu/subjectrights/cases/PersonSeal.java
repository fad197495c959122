package dev.yinhu.subjectrights.cases;

import java.util.Optional;

/**
 * Seals the ids of people for the table of cases, under a key that is not in it. Safe for use by
 * many threads; throws what its keys throw while they are away.
 */
public interface PersonSeal {
  /**
   * Seals the id, which is left as it is.
   *
   * @param label the name of the case: sealed for another it does not open
   */
  byte[] seal(byte[] id, String label);

  /** What was sealed under this label; empty when it was changed or belongs to another. */
  Optional<byte[]> open(byte[] sealed, String label);
}
