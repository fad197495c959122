package dev.yinhu.service.callers;

import org.jspecify.annotations.Nullable;

/** Cuts the token out of an {@code Authorization} header (RFC 6750). Stateless. */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  static @Nullable String in(@Nullable String header) {
    if (header == null
        || header.length() <= SCHEME.length()
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    var token = header.substring(SCHEME.length()).strip();
    return token.isEmpty() ? null : token;
  }
}
