package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/requests/{id}/extend}. */
record ExtendBody(@Nullable String reason) {
  ExtendBody {
    var _ = code(reason);
  }

  ExtensionReason code() {
    return code(reason);
  }

  private static ExtensionReason code(@Nullable String reason) {
    return CaseBody.word(ExtensionReason.class, InvalidMember.required(reason, "reason"), "reason");
  }
}
