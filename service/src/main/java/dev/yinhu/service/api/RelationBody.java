package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/requests/{id}/relation}.
 *
 * @param accepted whether the proof shows that who asks may ask for the person
 * @param code why, a word such as {@code household-register} or {@code unreadable}
 */
record RelationBody(@Nullable Boolean accepted, @Nullable String code) {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  RelationBody {
    var _ = InvalidMember.required(accepted, "accepted");
    if (!isCode(InvalidMember.required(code, "code"))) {
      throw new InvalidMember("code", "a code of lower case letters, digits and hyphens");
    }
  }

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  boolean isAccepted() {
    return InvalidMember.required(accepted, "accepted");
  }

  String word() {
    return InvalidMember.required(code, "code");
  }
}
