package dev.yinhu.subjectrights.identity;

import java.time.Duration;
import java.util.Set;

/**
 * Which tokens the platform vouches by.
 *
 * @param issuer of {@code iss}
 * @param audience among {@code aud}
 * @param longest most time between {@code iat} and {@code exp}
 * @param signedInWithin how long ago the person may have signed in at most, of {@code auth_time}
 * @param strengths values of {@code acr} that suffice; none when any does
 */
public record VouchRules(
    String issuer,
    String audience,
    Duration longest,
    Duration signedInWithin,
    Set<String> strengths) {
  /** Copies. */
  public VouchRules {
    strengths = Set.copyOf(strengths);
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("tokens have an issuer and an audience");
    }
  }

  /** Five minutes for a token, fifteen for having signed in, any strength. */
  public static VouchRules usual(String issuer, String audience) {
    return new VouchRules(
        issuer, audience, Duration.ofMinutes(5), Duration.ofMinutes(15), Set.of());
  }
}
