package dev.yinhu.register;

import java.time.Instant;
import java.util.List;

/**
 * One applied version of the register, as it stands in the database.
 *
 * @param version 1, 2, 3, … without gaps
 * @param sources the files, in the order in which they were applied, character for character
 * @param sha256 lower-case hexadecimal digest over names and texts
 * @param appliedBy who applied it
 * @param appliedAt when, to the microsecond
 */
public record StoredRegister(
    long version,
    List<RegisterSource> sources,
    String sha256,
    String appliedBy,
    Instant appliedAt) {
  /** Copies the list. */
  public StoredRegister {
    sources = List.copyOf(sources);
  }
}
