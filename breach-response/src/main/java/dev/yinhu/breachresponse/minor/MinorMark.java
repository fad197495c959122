package dev.yinhu.breachresponse.minor;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the platform tells of a person.
 *
 * @param person reference of the subject directory
 * @param minor whether they are under fourteen; empty to forget what was told
 * @param until the day they turn fourteen, where that is known
 * @param guardian reference of who is told for them
 */
public record MinorMark(
    String person, Optional<Boolean> minor, Optional<LocalDate> until, Optional<String> guardian) {
  /**
   * @throws IllegalArgumentException when somebody who is no minor has an end or a guardian, or is
   *     their own
   */
  public MinorMark {
    if (!minor.orElse(false) && (until.isPresent() || guardian.isPresent())) {
      throw new IllegalArgumentException("only a minor has a day to turn fourteen or a guardian");
    }
    if (guardian.filter(person::equals).isPresent()) {
      throw new IllegalArgumentException("nobody is their own guardian");
    }
  }

  /** The first day of the month after, which is not their birthday and not before it. */
  Optional<LocalDate> end() {
    return until.map(day -> day.plusMonths(1).withDayOfMonth(1));
  }
}
