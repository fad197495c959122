package dev.yinhu.service.api;

import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.consent.Consents;
import dev.yinhu.subjectrights.consent.TextKey;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /v1/consent-texts}. */
record ConsentTextBody(
    @Nullable String purpose,
    @Nullable String language,
    @Nullable String version,
    @Nullable String text) {
  ConsentTextBody {
    var _ = key(purpose, language, version);
    String words = InvalidMember.required(text, "text");
    if (words.isBlank() || words.length() > Consents.MOST_CHARACTERS || words.indexOf('\0') >= 0) {
      throw new InvalidMember("text", "1 to " + Consents.MOST_CHARACTERS + " characters");
    }
  }

  TextKey key() {
    return key(purpose, language, version);
  }

  String words() {
    return InvalidMember.required(text, "text");
  }

  static TextKey key(
      @Nullable String purpose, @Nullable String language, @Nullable String version) {
    String of = InvalidMember.required(purpose, "purpose");
    String in = InvalidMember.required(language, "language");
    String which = InvalidMember.required(version, "version");
    try {
      return new TextKey(new Purpose(of), in, which);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember(
          "", "a purpose of the register, zh or en, and a version of letters, digits and . _ -");
    }
  }
}
