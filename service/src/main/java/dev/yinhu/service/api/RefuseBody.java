package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/requests/{id}/refuse}. */
record RefuseBody(@Nullable String reason) {
  RefuseBody {
    var _ = code(reason);
  }

  RefusalCode code() {
    return code(reason);
  }

  private static RefusalCode code(@Nullable String reason) {
    return CaseBody.word(RefusalCode.class, InvalidMember.required(reason, "reason"), "reason");
  }
}
