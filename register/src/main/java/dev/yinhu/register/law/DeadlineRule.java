package dev.yinhu.register.law;

import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.calendar.LastDay;
import dev.yinhu.register.calendar.Term;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One deadline.
 *
 * @param key its name, unique
 * @param profile with which others it is shown together, such as {@code CN-003}
 * @param law name of the law or the platform's rule
 * @param article where in it
 * @param source how that is known
 * @param status how well
 * @param applies whether it is counted; never when it is {@linkplain SourceStatus#UNVERIFIED not
 *     checked} and only we say so
 * @param ceiling whether it is a limit by law, and no promise of the platform
 * @param subjects to what it applies: wire names of case types, or of kinds of incidents
 * @param stage what must be done
 * @param term how long there is
 * @param calendar key of the calendar of working days
 * @param lastDay what happens when it ends on a day off
 * @param extension how it may be put off; empty: not at all
 * @param waits whether it stands while the person is waited for
 */
public record DeadlineRule(
    String key,
    String profile,
    String law,
    String article,
    String source,
    SourceStatus status,
    boolean applies,
    boolean ceiling,
    SortedSet<String> subjects,
    Stage stage,
    Term term,
    String calendar,
    LastDay lastDay,
    Optional<Extension> extension,
    WaitRule waits) {
  /**
   * Copies the set.
   *
   * @throws IllegalArgumentException when the extension is in another unit than the term
   */
  public DeadlineRule {
    subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
    if (extension.isPresent() && extension.get().term().unit() != term.unit()) {
      throw new IllegalArgumentException(
          "an extension is written in the unit of its term, here " + term.unit().wire());
    }
  }

  /** The term after it was put off so many times. */
  public Term termAfter(int extensions) {
    Term whole = term;
    for (int i = 0; i < extensions; i++) {
      whole = whole.plus(extension.orElseThrow().term());
    }
    return whole;
  }
}
