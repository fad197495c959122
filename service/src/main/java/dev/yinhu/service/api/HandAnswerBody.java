package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.cases.HandAnswer;
import dev.yinhu.subjectrights.cases.HandOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/requests/{id}/answer}. */
record HandAnswerBody(@Nullable String outcome, @Nullable String evidence) {
  HandAnswerBody {
    var _ = answer(outcome, evidence);
  }

  HandOutcome code() {
    return answer(outcome, evidence).outcome();
  }

  String proof() {
    return answer(outcome, evidence).evidence();
  }

  private static HandAnswer answer(@Nullable String outcome, @Nullable String evidence) {
    HandOutcome code =
        CaseBody.word(HandOutcome.class, InvalidMember.required(outcome, "outcome"), "outcome");
    try {
      return new HandAnswer(code, InvalidMember.required(evidence, "evidence"), "", Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("evidence", "a code, a file number or a hash, nothing in words");
    }
  }
}
