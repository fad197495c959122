package dev.yinhu.register.reading;

import dev.yinhu.register.law.Laws;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading files of laws.
 *
 * @param laws deadlines and calendars; empty when any problem is an error
 * @param problems everything that is wrong, by position
 */
public record LawReading(Optional<Laws> laws, List<Problem> problems) {
  /** Copies the list. */
  public LawReading {
    problems = List.copyOf(problems);
  }
}
