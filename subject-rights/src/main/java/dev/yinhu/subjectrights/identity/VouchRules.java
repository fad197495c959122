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
 * @param stepUp which tokens stand for a code as well
 */
public record VouchRules(
    String issuer,
    String audience,
    Duration longest,
    Duration signedInWithin,
    Set<String> strengths,
    StepUp stepUp) {
  /** Copies. */
  public VouchRules {
    strengths = Set.copyOf(strengths);
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("tokens have an issuer and an audience");
    }
  }

  /**
   * By which tokens the platform says that the person gave a second factor.
   *
   * @param acr values of {@code acr} that say so
   * @param amr values of which {@code amr} has one that says so (RFC 8176), as {@code otp}
   * @param within how long ago that was at most, of {@code auth_time}
   */
  public record StepUp(Set<String> acr, Set<String> amr, Duration within) {
    /** No token says so. */
    public static final StepUp NONE = new StepUp(Set.of(), Set.of(), Duration.ZERO);

    /** Copies. */
    public StepUp {
      acr = Set.copyOf(acr);
      amr = Set.copyOf(amr);
    }
  }

  /** The same with another step-up. */
  public VouchRules with(StepUp other) {
    return new VouchRules(issuer, audience, longest, signedInWithin, strengths, other);
  }

  /** Five minutes for a token, fifteen for having signed in, any strength, no step-up. */
  public static VouchRules usual(String issuer, String audience) {
    return new VouchRules(
        issuer, audience, Duration.ofMinutes(5), Duration.ofMinutes(15), Set.of(), StepUp.NONE);
  }
}
