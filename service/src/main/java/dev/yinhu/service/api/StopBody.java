package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/requests/stop}.
 *
 * @param token as the notice said it
 * @param confirm whether it is to be stopped, and not only looked at
 * @param source as in {@link ProofBody}
 */
record StopBody(@Nullable String token, @Nullable Boolean confirm, @Nullable String source) {
  private static final int LONGEST = 64;

  StopBody {
    String text = InvalidMember.required(token, "token");
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new InvalidMember("token", "the stop code of a notice");
    }
    confirm = confirm != null && confirm;
    ProofBody.checkSource(source);
  }

  String text() {
    return InvalidMember.required(token, "token");
  }

  boolean isConfirmed() {
    return Boolean.TRUE.equals(confirm);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "StopBody[***]";
  }
}
