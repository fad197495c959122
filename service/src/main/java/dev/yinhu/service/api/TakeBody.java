package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/packages/take}. */
record TakeBody(@Nullable String token) {
  private static final int LONGEST = 64;

  TakeBody {
    String text = InvalidMember.required(token, "token");
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new InvalidMember("token", "the token of a package");
    }
  }

  String text() {
    return InvalidMember.required(token, "token");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TakeBody[***]";
  }
}
