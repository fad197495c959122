package dev.yinhu.breachresponse.severity;

import dev.yinhu.accessaudit.Reason;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What people say about an incident; the figures come from its scope.
 *
 * @param enisa for ENISA's score
 * @param criteria keys of the Chinese criteria that are met
 * @param reason why it is judged so, in a sentence
 */
public record Judgement(EnisaInput enisa, SortedSet<String> criteria, Reason reason) {
  /** Copies the set. */
  public Judgement {
    criteria = Collections.unmodifiableSortedSet(new TreeSet<>(criteria));
  }
}
