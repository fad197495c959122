package dev.yinhu.service.http;

import dev.yinhu.service.callers.Authentication;
import dev.yinhu.service.callers.Authentication.Authenticated;
import dev.yinhu.service.callers.Authentication.ExpiredToken;
import dev.yinhu.service.callers.Authentication.MissingToken;
import dev.yinhu.service.callers.Authentication.RevokedToken;
import dev.yinhu.service.callers.Authentication.Unavailable;
import dev.yinhu.service.callers.Authentication.UnknownToken;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client is told when signing in failed. A revoked token looks like an unknown one: who
 * found a leaked token learns nothing. That a token has expired only its former owner cares to
 * know.
 */
final class Challenge {

  static final String HEADER = "WWW-Authenticate";
  private static final Duration RETRY = Duration.ofSeconds(1);

  private Challenge() {}

  /** The problem, or nothing when there is none. */
  static Optional<ProblemException> problem(Authentication authentication) {
    return switch (authentication) {
      case Authenticated _ -> Optional.empty();
      case MissingToken _ ->
          Optional.of(
              new ProblemException(
                  Problem.MISSING_TOKEN, "Send the header Authorization: Bearer TOKEN."));
      case UnknownToken _, RevokedToken _ ->
          Optional.of(
              new ProblemException(Problem.INVALID_TOKEN, "Ask an administrator for a token."));
      case ExpiredToken _ ->
          Optional.of(new ProblemException(Problem.EXPIRED_TOKEN, "Get a fresh token."));
      case Unavailable _ ->
          Optional.of(
              ProblemException.passing(
                  Problem.SIGN_IN_UNAVAILABLE, "Try again in a moment.", RETRY));
    };
  }

  /** The header that goes with a 401 (RFC 6750). */
  static String header(Problem problem) {
    return switch (problem) {
      case INVALID_TOKEN, EXPIRED_TOKEN -> "Bearer realm=\"yinhu\", error=\"invalid_token\"";
      default -> "Bearer realm=\"yinhu\"";
    };
  }
}
