package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.cases.HandAnswer;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/requests/{id}/extend}.
 *
 * @param evidence that the person was told by hand
 */
record ExtendBody(@Nullable String reason, @Nullable String evidence) {
  ExtendBody {
    var _ = code(reason);
    if (evidence != null) {
      requireCode(evidence);
    }
  }

  ExtensionReason code() {
    return code(reason);
  }

  Optional<String> proof() {
    return Optional.ofNullable(evidence);
  }

  private static void requireCode(String evidence) {
    try {
      var _ = new HandAnswer(HandOutcome.DONE, evidence, "", Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("evidence", "a code, a file number or a hash, nothing in words");
    }
  }

  private static ExtensionReason code(@Nullable String reason) {
    return CaseBody.word(ExtensionReason.class, InvalidMember.required(reason, "reason"), "reason");
  }
}
