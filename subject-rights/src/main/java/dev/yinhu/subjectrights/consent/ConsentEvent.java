package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.Purpose;
import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision of a person, as the history has it.
 *
 * @param id its number; later ones are larger
 * @param purpose about which
 * @param shown the text that they saw; empty of a withdrawal that shows none
 * @param sha256 of that text, hexadecimal; empty with it
 * @param decidedAt when they decided
 * @param recordedAt when it was recorded here
 * @param caller who brought it
 * @param caseId the request by which they withdrew, if there was one
 * @param by who decided
 */
public record ConsentEvent(
    long id,
    Purpose purpose,
    Decision decision,
    Optional<TextKey> shown,
    Optional<String> sha256,
    Instant decidedAt,
    Instant recordedAt,
    String caller,
    Optional<CaseId> caseId,
    DecidedBy by) {
  /** Whether it counts of somebody under fourteen: they may say no, but not yes. */
  boolean countsOfMinor() {
    return decision != Decision.GIVEN || by == DecidedBy.GUARDIAN;
  }
}
