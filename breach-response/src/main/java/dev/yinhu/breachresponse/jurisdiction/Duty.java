package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.SourceStatus;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that a law asks when there is an incident.
 *
 * @param name unique
 * @param to who must be told
 * @param addressee how that authority, or those people, are called
 * @param law its name
 * @param article where in it
 * @param source how that is known
 * @param status how well
 * @param applies whether it counts; what nobody checked counts only when a file of the organisation
 *     says so
 * @param when holds when one of these does; always when there is none
 * @param within how long there is since awareness
 * @param byLaw whether the law gives that time; when it says "at once" it is the organisation's own
 *     target
 * @param finalWithin until when after handling ended the final report is due, if the law says
 * @param waivers codes of the grounds on which the law spares it; empty when nothing does
 * @param form key of the form of its reports; for authorities only
 */
public record Duty(
    DutyName name,
    Addressee to,
    Wording addressee,
    String law,
    String article,
    String source,
    SourceStatus status,
    boolean applies,
    List<Condition> when,
    Span within,
    boolean byLaw,
    Optional<Span> finalWithin,
    SortedSet<String> waivers,
    Optional<String> form) {
  /** Copies the collections. */
  public Duty {
    when = List.copyOf(when);
    waivers = Collections.unmodifiableSortedSet(new TreeSet<>(waivers));
  }

  /** Whether it is in force on these facts. */
  public boolean inForce(Facts facts) {
    return applies && (when.isEmpty() || when.stream().anyMatch(each -> each.holds(facts)));
  }
}
