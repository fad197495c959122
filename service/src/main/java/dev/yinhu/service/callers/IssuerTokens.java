package dev.yinhu.service.callers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yinhu.service.config.YinhuConfig.Oidc;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Access tokens of one OpenID Connect issuer: JWTs signed by one of the keys it publishes, with an
 * asymmetric algorithm of a fixed list. Thread-safe; blocks while keys are fetched.
 */
public final class IssuerTokens implements TokenSource {

  private static final int LONGEST = 8_192;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  private final IssuerKeys keys;
  private final IssuerClaims claims;

  IssuerTokens(IssuerKeys keys, IssuerClaims claims) {
    this.keys = keys;
    this.claims = claims;
  }

  /** The issuer of a configuration; nothing is fetched yet. */
  public static IssuerTokens of(Oidc oidc, InstantSource clock) {
    return new IssuerTokens(IssuerKeys.at(oidc.jwksUri(), clock), new IssuerClaims(oidc, clock));
  }

  static boolean looksRight(String token) {
    int first = token.indexOf('.');
    return first > 0
        && token.length() <= LONGEST
        && token.indexOf('.', first + 1) > first
        && token.startsWith("ey");
  }

  @Override
  public TokenVerdict read(String token) {
    try {
      var jwt = SignedJWT.parse(token);
      var claimsSet = jwt.getJWTClaimsSet();
      return ALGORITHMS.contains(jwt.getHeader().getAlgorithm()) && isSigned(jwt)
          ? claims.judge(claimsSet == null ? new JWTClaimsSet.Builder().build() : claimsSet)
          : TokenVerdict.refused(new Authentication.UnknownToken());
    } catch (ParseException | JOSEException _) {
      return TokenVerdict.refused(new Authentication.UnknownToken());
    }
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    var selector = new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader()));
    List<JWK> candidates = keys.select(selector);
    for (JWK key : candidates) {
      var verifier = verifier(key);
      if (verifier.isPresent()
          && verifier.get().supportedJWSAlgorithms().contains(jwt.getHeader().getAlgorithm())
          && jwt.verify(verifier.get())) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> Optional.of(new RSASSAVerifier(rsa));
      case ECKey ec -> Optional.of(new ECDSAVerifier(ec));
      case OctetKeyPair okp -> Optional.of(new Ed25519Verifier(okp.toPublicJWK()));
      default -> Optional.empty();
    };
  }
}
