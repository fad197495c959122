package dev.yinhu.breachresponse.jurisdiction;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known of an incident when it is assessed, as far as the law asks. Persons are counted,
 * not records; those who may be concerned count.
 *
 * @param persons all
 * @param sensitive those of whom sensitive information is concerned
 * @param minors those below 18
 * @param euPersons those in the European Union
 * @param level by whichever criterion is the highest
 * @param circumstances what else holds
 */
public record Facts(
    long persons,
    long sensitive,
    long minors,
    long euPersons,
    CacLevel level,
    Set<Circumstance> circumstances) {
  /** Checks that no count is below zero, and copies the set. */
  public Facts {
    if (persons < 0 || sensitive < 0 || minors < 0 || euPersons < 0) {
      throw new IllegalArgumentException("persons are counted from zero on");
    }
    EnumSet<Circumstance> copy = EnumSet.noneOf(Circumstance.class);
    copy.addAll(circumstances);
    circumstances = Collections.unmodifiableSet(copy);
  }
}
