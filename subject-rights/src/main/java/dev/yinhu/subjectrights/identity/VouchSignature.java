package dev.yinhu.subjectrights.identity;

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
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;
import java.util.Set;

/** Checks signatures of tokens, by asymmetric algorithms of a fixed list. Thread-safe. */
record VouchSignature(VouchKeys keys) {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  boolean isGood(SignedJWT token) throws JOSEException {
    if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      return false;
    }
    JWKSelector selector = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
    for (JWK key : keys.select(selector)) {
      Optional<JWSVerifier> verifier = verifier(key);
      if (verifier.isPresent()
          && verifier.get().supportedJWSAlgorithms().contains(token.getHeader().getAlgorithm())
          && token.verify(verifier.get())) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
    return switch (key) {
      case RSAKey rsa -> Optional.of(new RSASSAVerifier(rsa));
      case ECKey curve -> Optional.of(new ECDSAVerifier(curve));
      case OctetKeyPair pair -> Optional.of(new Ed25519Verifier(pair.toPublicJWK()));
      default -> Optional.empty();
    };
  }
}
