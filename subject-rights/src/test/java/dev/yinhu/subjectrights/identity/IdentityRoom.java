package dev.yinhu.subjectrights.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.SecretBox;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.notices.SecretCode;
import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** A database with cases, and nodes over it that take proof of who asks. */
final class IdentityRoom implements AutoCloseable, ContactNotice {
  /** From how much proof that is no good on somebody is told. */
  static final FailedProofs.Most FAILED =
      new FailedProofs.Most(
          new AttemptLimit("failed-source", 6, Duration.ofHours(1)),
          new AttemptLimit("failed-person", 3, Duration.ofDays(1)));

  static final SecureRandom RANDOM = new SecureRandom();
  static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final CaseWork WORK =
      new CaseWork(
          List.of(new Step.Planned("read")),
          Map.of("read", (_, _) -> new StepResult.Done(Facts.NONE)));

  final TestDatabase database = TestDatabase.create("crypto", "audit", "access", "rights");
  final List<String> codes = new ArrayList<>();
  final List<String> stopTokens = new ArrayList<>();
  final List<FailedProofs.Alarm> alarms = new ArrayList<>();
  final ECKey platform;
  final Cases cases;
  Instant now = Instant.parse("2026-06-01T04:00:00Z");

  private final Crypto crypto;
  private final AuditLog log;
  private final FieldAccess access;

  IdentityRoom(Path directory) throws JOSEException {
    platform = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    var keys = new CryptoConfig(directory.resolve("root.key"), 100, Duration.ofMinutes(1));
    crypto = Crypto.open(database.database(), keys, () -> now);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
    access = FieldAccess.open(database.jdbi(), crypto, log, () -> now, ZoneId.of("Asia/Shanghai"));
    cases =
        new Cases(
            new Cases.Ground(
                database.dataSource(),
                database.jdbi(),
                access.persons(),
                seal(crypto.secrets().box("cases", RANDOM)),
                () -> now,
                RANDOM));
  }

  private static PersonSeal seal(SecretBox box) {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return box.seal(id, label);
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return box.open(sealed, label);
      }
    };
  }

  Vouching vouching() {
    JWKSet keys = new JWKSet(platform.toPublicJWK());
    return new Vouching(
        VouchRules.usual("https://shop.example", "yinhu")
            .with(
                new VouchRules.StepUp(Set.of("two-factor"), Set.of("otp"), Duration.ofMinutes(5))),
        selector -> selector.select(keys),
        database.jdbi(),
        KEY,
        () -> now);
  }

  StepUpCodes codes() {
    return new StepUpCodes(database.jdbi(), KEY, CodeRules.USUAL, () -> now, RANDOM);
  }

  StopTokens stops() {
    return new StopTokens(database.jdbi(), cases, KEY, () -> now, RANDOM);
  }

  AttemptLimits limits() {
    return new AttemptLimits(database.jdbi(), KEY, () -> now);
  }

  /** Does everything at once, so that tests need not wait. */
  IdentityDesk desk() {
    return new IdentityDesk(
        new IdentityDesk.Ground(
            database.jdbi(),
            cases,
            access.persons(),
            vouching(),
            codes(),
            stops(),
            limits(),
            new FailedProofs(database.jdbi(), KEY, FAILED, alarms::add, () -> now),
            this,
            (id, how) -> cases.verified(id, how, "yinhu"),
            () -> now,
            _ -> Runnable::run),
        IdentityRules.USUAL);
  }

  Case received(CaseType type, String person, RequesterKind requester) {
    return cases.receive(
        new CaseWish(type, new SubjectId(person), requester, Channel.ONLINE, "order-service"),
        WORK);
  }

  CaseState state(CaseId id) {
    return cases.find(id).orElseThrow().state();
  }

  JWTClaimsSet.Builder claims(String person) {
    return new JWTClaimsSet.Builder()
        .issuer("https://shop.example")
        .audience("yinhu")
        .subject(person)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(120)))
        .claim("auth_time", now.minusSeconds(60).getEpochSecond());
  }

  String token(JWTClaimsSet.Builder claims, ECKey key) throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims.build());
    jwt.sign(new ECDSASigner(key));
    return jwt.serialize();
  }

  String token(String person) throws JOSEException {
    return token(claims(person), platform);
  }

  private static String text(SecretCode code) {
    StringBuilder text = new StringBuilder();
    code.appendTo(text);
    return text.toString();
  }

  @Override
  public void code(Connection transaction, Case asked, SecretCode code) {
    codes.add(text(code));
  }

  @Override
  public void asked(Connection transaction, Case asked, SecretCode stop) {
    stopTokens.add(text(stop));
  }

  @Override
  public void close() {
    access.close();
    log.close();
    crypto.close();
    database.close();
  }
}
