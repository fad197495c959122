package dev.yinhu.service.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.service.callers.Authentication.Authenticated;
import dev.yinhu.service.callers.Authentication.ExpiredToken;
import dev.yinhu.service.callers.Authentication.UnknownToken;
import dev.yinhu.service.config.YinhuConfig.Oidc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IssuerTokensTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final String ISSUER = "https://id.example";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String published = "";
  private volatile int status = 200;
  private HttpServer server;
  private RSAKey rsa;
  private IssuerTokens tokens;

  @BeforeEach
  void open() throws Exception {
    rsa = new RSAKeyGenerator(2_048).keyID("first").generate();
    publish(rsa);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          var body = published.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    var oidc = new Oidc(ISSUER, address, "yinhu", "client_id", "roles");
    tokens = IssuerTokens.of(oidc, now::get);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void publish(JWK... keys) {
    published = new JWKSet(List.of(keys)).toString();
  }

  private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    var good =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("yinhu")
            .claim("client_id", "order-service")
            .claim("roles", List.of("viewer", "service"))
            .expirationTime(Date.from(START.plusSeconds(600)));
    return change.apply(good).build();
  }

  private static String signed(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    return signed(JWSAlgorithm.RS256, "first", new RSASSASigner(rsa), claims(change));
  }

  private Authentication read(String token) {
    return tokens.read(token).authentication();
  }

  private static Authentication orderService() {
    return new Authenticated(new Caller("order-service", Role.SERVICE));
  }

  @Test
  void aGoodTokenNamesItsCallerUntilItExpires() throws Exception {
    var verdict = tokens.read(token(UnaryOperator.identity()));

    assertThat(verdict.authentication()).isEqualTo(orderService());
    assertThat(verdict.until()).contains(START.plusSeconds(660));
  }

  @Test
  void everyAsymmetricKindOfKeyIsTaken() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    OctetKeyPair ed = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
    publish(rsa.toPublicJWK(), ec.toPublicJWK(), ed.toPublicJWK());
    var claims = claims(UnaryOperator.identity());

    assertThat(read(signed(JWSAlgorithm.ES256, "ec", new ECDSASigner(ec), claims)))
        .isEqualTo(orderService());
    assertThat(read(signed(JWSAlgorithm.EdDSA, "ed", new Ed25519Signer(ed), claims)))
        .isEqualTo(orderService());
    assertThat(read(signed(JWSAlgorithm.PS256, "first", new RSASSASigner(rsa), claims)))
        .isEqualTo(orderService());
  }

  @Test
  void unsignedAndSymmetricTokensAreRefused() throws Exception {
    var claims = claims(UnaryOperator.identity());
    var publicKeyAsSecret = rsa.toRSAPublicKey().getEncoded();

    assertThat(read(new PlainJWT(claims).serialize())).isEqualTo(new UnknownToken());
    assertThat(read(signed(JWSAlgorithm.HS256, "first", new MACSigner(publicKeyAsSecret), claims)))
        .isEqualTo(new UnknownToken());
    assertThat(read("ey.not.jwt")).isEqualTo(new UnknownToken());
  }

  @Test
  void aTokenOfAnotherKeyUnderTheSameIdIsRefused() throws Exception {
    var other = new RSAKeyGenerator(2_048).keyID("first").generate();

    var forged =
        signed(
            JWSAlgorithm.RS256, "first", new RSASSASigner(other), claims(UnaryOperator.identity()));

    assertThat(read(forged)).isEqualTo(new UnknownToken());
  }

  @Test
  void wrongClaimsAreRefused() throws Exception {
    assertThat(read(token(claims -> claims.issuer("https://evil.example"))))
        .isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.audience("other")))).isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.expirationTime(null)))).isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.notBeforeTime(Date.from(START.plusSeconds(61))))))
        .isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.claim("client_id", "a b"))))
        .isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.claim("roles", List.of("service", "admin")))))
        .isEqualTo(new UnknownToken());
    assertThat(read(token(claims -> claims.claim("roles", "root")))).isEqualTo(new UnknownToken());
  }

  @Test
  void timesHaveAMinuteOfTolerance() throws Exception {
    var early = token(claims -> claims.notBeforeTime(Date.from(START.plusSeconds(59))));
    var late = token(claims -> claims.expirationTime(Date.from(START.minusSeconds(59))));
    var tooLate = token(claims -> claims.expirationTime(Date.from(START.minusSeconds(60))));

    assertThat(read(early)).isEqualTo(orderService());
    assertThat(read(late)).isEqualTo(orderService());
    assertThat(read(tooLate)).isEqualTo(new ExpiredToken());
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
    assertThat(read(token(UnaryOperator.identity()))).isEqualTo(orderService());
    var next = new RSAKeyGenerator(2_048).keyID("second").generate();
    publish(next.toPublicJWK());
    now.set(START.plusSeconds(30));

    var rolled =
        signed(
            JWSAlgorithm.RS256, "second", new RSASSASigner(next), claims(UnaryOperator.identity()));

    assertThat(read(rolled)).isEqualTo(orderService());
    assertThat(read(token(UnaryOperator.identity()))).isEqualTo(new UnknownToken());
  }

  @Test
  void tokensWithUnknownKeysDoNotMakeUsFetchForEach() throws Exception {
    read(token(UnaryOperator.identity()));
    var other = new RSAKeyGenerator(2_048).keyID("other").generate();
    now.set(START.plusSeconds(30));

    for (int i = 0; i < 20; i++) {
      read(
          signed(
              JWSAlgorithm.RS256,
              "other" + i,
              new RSASSASigner(other),
              claims(UnaryOperator.identity())));
    }

    assertThat(fetches).hasValue(2);
  }

  @Test
  void anIssuerThatNeverAnsweredIsUnavailableAndNotARefusal() throws Exception {
    status = 500;
    var token = token(UnaryOperator.identity());

    assertThatThrownBy(() -> read(token)).isInstanceOf(IssuerUnavailableException.class);
    assertThatThrownBy(() -> read(token)).isInstanceOf(IssuerUnavailableException.class);
    status = 200;
    now.set(START.plus(Duration.ofSeconds(11)));
    assertThat(read(token)).isEqualTo(orderService());
  }

  @Test
  void keptKeysOutliveAnOutageForAWhile() throws Exception {
    var token = token(claims -> claims.expirationTime(Date.from(START.plus(Duration.ofDays(1)))));
    read(token);
    server.stop(0);

    now.set(START.plus(Duration.ofHours(3)));
    assertThat(read(token)).isEqualTo(orderService());
    now.set(START.plus(Duration.ofHours(5)));
    assertThatThrownBy(() -> read(token)).isInstanceOf(IssuerUnavailableException.class);
  }
}
