package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.Purpose;
import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A decision to be recorded.
 *
 * @param shown the text that the person saw; needed but for a withdrawal
 * @param decidedAt when they decided; empty for now
 * @param caller who brings it
 * @param caseId the request by which they withdraw, if there is one
 * @param by who decided
 */
public record NewDecision(
    Purpose purpose,
    Decision decision,
    Optional<TextKey> shown,
    Optional<Instant> decidedAt,
    String caller,
    Optional<CaseId> caseId,
    DecidedBy by) {
  /** By the person themselves. */
  public NewDecision(
      Purpose purpose,
      Decision decision,
      Optional<TextKey> shown,
      Optional<Instant> decidedAt,
      String caller,
      Optional<CaseId> caseId) {
    this(purpose, decision, shown, decidedAt, caller, caseId, DecidedBy.SUBJECT);
  }

  /**
   * @throws IllegalArgumentException when no text is named where one was seen, or one of another
   *     purpose
   */
  public NewDecision {
    if (decision != Decision.WITHDRAWN && shown.isEmpty()) {
      throw new IllegalArgumentException("name the text that the person was shown");
    }
    if (shown.filter(key -> !key.purpose().equals(purpose)).isPresent()) {
      throw new IllegalArgumentException("the text is one of another purpose");
    }
  }

  /** The same, brought by a request whose work tells the recipients to stop. */
  public NewDecision in(CaseId request) {
    return new NewDecision(purpose, decision, shown, decidedAt, caller, Optional.of(request), by);
  }
}
