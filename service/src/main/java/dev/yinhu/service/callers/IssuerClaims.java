package dev.yinhu.service.callers;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.yinhu.service.config.YinhuConfig.Oidc;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the claims of a token whose signature is good: issuer, audience, times with a minute of
 * tolerance, a caller's name, and exactly one role that we know (several would leave open which one
 * the issuer meant). Stateless.
 */
final class IssuerClaims {

  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Oidc oidc;
  private final InstantSource clock;

  IssuerClaims(Oidc oidc, InstantSource clock) {
    this.oidc = oidc;
    this.clock = clock;
  }

  TokenVerdict judge(JWTClaimsSet claims) {
    if (!oidc.issuer().equals(claims.getIssuer())
        || !claims.getAudience().contains(oidc.audience())
        || claims.getExpirationTime() == null
        || isEarly(claims.getNotBeforeTime())) {
      return TokenVerdict.refused(new Authentication.UnknownToken());
    }
    var until = claims.getExpirationTime().toInstant().plus(SKEW);
    if (!until.isAfter(clock.instant())) {
      return TokenVerdict.refused(new Authentication.ExpiredToken());
    }
    return caller(claims)
        .map(caller ->
            new TokenVerdict(new Authentication.Authenticated(caller), Optional.of(until)))
        .orElseGet(() -> TokenVerdict.refused(new Authentication.UnknownToken()));
  }

  private boolean isEarly(@Nullable Date notBefore) {
    return notBefore != null && notBefore.toInstant().minus(SKEW).isAfter(clock.instant());
  }

  private Optional<Caller> caller(JWTClaimsSet claims) {
    var role = role(claims.getClaim(oidc.roleClaim()));
    return claims.getClaim(oidc.callerClaim()) instanceof String name && Caller.isName(name)
        ? role.map(known -> new Caller(name, known))
        : Optional.empty();
  }

  private static Optional<Role> role(@Nullable Object claim) {
    List<?> words =
        claim instanceof List<?> list ? list : claim == null ? List.of() : List.of(claim);
    var roles =
        words.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .flatMap(word -> Role.of(word).stream())
            .distinct()
            .toList();
    return roles.size() == 1 ? Optional.of(roles.getFirst()) : Optional.empty();
  }
}
