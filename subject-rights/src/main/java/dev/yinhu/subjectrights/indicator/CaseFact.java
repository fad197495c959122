package dev.yinhu.subjectrights.indicator;

import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is counted of one ended case. It has no id of a case and none of a person.
 *
 * @param type what was asked for
 * @param channel by which way it came
 * @param received when it came in
 * @param accepted when it was taken on; empty when that never happened
 * @param finished when it ended
 * @param outcome how
 * @param refusal why it was refused, if it was
 * @param inTime by profile, whether all its deadlines were met; profiles that do not apply are not
 *     in it
 */
public record CaseFact(
    CaseType type,
    Channel channel,
    Instant received,
    Optional<Instant> accepted,
    Instant finished,
    CaseOutcome outcome,
    Optional<RefusalCode> refusal,
    SortedMap<String, Boolean> inTime) {
  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when it ended before it came in, or has a reason for a refusal
   *     without one or the other way round
   */
  public CaseFact {
    inTime = Collections.unmodifiableSortedMap(new TreeMap<>(inTime));
    if (finished.isBefore(received) || accepted.filter(received::isAfter).isPresent()) {
      throw new IllegalArgumentException("a case is taken on and ends after it came in");
    }
    if ((outcome == CaseOutcome.REFUSED) != refusal.isPresent()) {
      throw new IllegalArgumentException("a refusal, and nothing else, has a reason");
    }
  }
}
