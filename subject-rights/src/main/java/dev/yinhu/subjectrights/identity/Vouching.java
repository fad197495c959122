package dev.yinhu.subjectrights.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yinhu.register.SubjectId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens by which the platform vouches for a person: JWTs (RFC 7519) with {@code iss}, {@code
 * aud}, {@code sub} (the platform's id of the person), {@code iat}, {@code exp}, {@code jti},
 * {@code auth_time} and, where wanted, {@code acr} or {@code amr}. Each is good once, over all
 * nodes; that it was shown is durable when the method returns. Safe for use by many threads.
 */
public final class Vouching {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final int LONGEST = 8_192;
  private static final int LONGEST_ID = 200;

  private final VouchRules rules;
  private final VouchSignature signature;
  private final ShownTokenStore shown;
  private final IdentityHash hash;
  private final InstantSource clock;

  /**
   * The schema {@code rights} is migrated.
   *
   * @param key of at least 32 bytes, for HMAC-SHA256
   */
  public Vouching(VouchRules rules, VouchKeys keys, Jdbi jdbi, SecretKey key, InstantSource clock) {
    this.rules = rules;
    this.signature = new VouchSignature(keys);
    this.shown = new ShownTokenStore(jdbi);
    this.hash = new IdentityHash(key);
    this.clock = clock;
  }

  /** What a claim set says that has all that is needed. */
  private record Claims(
      SubjectId person,
      String id,
      Instant issued,
      Instant ends,
      Instant signedIn,
      boolean steppedUp) {}

  /** Whom it proves. */
  public VouchAnswer read(String token) {
    try {
      if (token.length() > LONGEST) {
        return new VouchAnswer.Refused("unreadable");
      }
      SignedJWT jwt = SignedJWT.parse(token);
      if (!signature.isGood(jwt)) {
        return new VouchAnswer.Refused("not-signed");
      }
      JWTClaimsSet set = jwt.getJWTClaimsSet();
      Optional<Claims> claims = set == null ? Optional.empty() : claims(set);
      return claims.isPresent() && strong(set)
          ? judge(claims.get())
          : new VouchAnswer.Refused(claims.isPresent() ? "too-weak" : "wrong-claims");
    } catch (ParseException | JOSEException e) {
      return new VouchAnswer.Refused("unreadable");
    }
  }

  private Optional<Claims> claims(JWTClaimsSet set) throws ParseException {
    Date signedIn = set.getDateClaim("auth_time");
    String person = set.getSubject();
    String id = set.getJWTID();
    Date issued = set.getIssueTime();
    Date ends = set.getExpirationTime();
    boolean ours =
        rules.issuer().equals(set.getIssuer()) && set.getAudience().contains(rules.audience());
    if (!ours || person == null || signedIn == null || issued == null || ends == null) {
      return Optional.empty();
    }
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID || early(set.getNotBeforeTime())) {
      return Optional.empty();
    }
    boolean steppedUp = isStepUp(set, signedIn.toInstant());
    return person(person)
        .map(who ->
            new Claims(
                who, id, issued.toInstant(), ends.toInstant(), signedIn.toInstant(), steppedUp));
  }

  private static Optional<SubjectId> person(String text) {
    try {
      return Optional.of(new SubjectId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean early(@Nullable Date notBefore) {
    return notBefore != null && notBefore.toInstant().minus(SKEW).isAfter(clock.instant());
  }

  private boolean strong(JWTClaimsSet set) throws ParseException {
    String strength = set.getStringClaim("acr");
    return rules.strengths().isEmpty()
        || (strength != null && rules.strengths().contains(strength));
  }

  /** A second factor that is too long ago leaves a token that proves the rest. */
  private boolean isStepUp(JWTClaimsSet set, Instant signedIn) throws ParseException {
    String strength = set.getStringClaim("acr");
    boolean told = strength != null && rules.stepUp().acr().contains(strength);
    if (!told && !rules.stepUp().amr().isEmpty()) {
      List<String> methods = set.getStringListClaim("amr");
      told = methods != null && methods.stream().anyMatch(rules.stepUp().amr()::contains);
    }
    return told && !signedIn.plus(rules.stepUp().within()).isBefore(clock.instant());
  }

  private VouchAnswer judge(Claims claims) {
    Instant now = clock.instant();
    Instant ends = claims.ends().plus(SKEW);
    boolean fits =
        ends.isAfter(now)
            && !claims.issued().minus(SKEW).isAfter(now)
            && !claims.issued().plus(rules.longest()).isBefore(claims.ends());
    if (!fits) {
      return new VouchAnswer.Refused("out-of-time");
    }
    boolean fresh =
        !claims.signedIn().minus(SKEW).isAfter(now)
            && !claims.signedIn().plus(rules.signedInWithin()).isBefore(now);
    if (!fresh) {
      return new VouchAnswer.Refused("signed-in-too-long-ago");
    }
    return shown.first(hash.of("yinhu vouch " + rules.issuer(), claims.id()), ends, now)
        ? new VouchAnswer.Vouched(claims.person(), claims.signedIn(), claims.steppedUp())
        : new VouchAnswer.Refused("shown-before");
  }
}
