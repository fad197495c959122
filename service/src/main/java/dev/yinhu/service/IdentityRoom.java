package dev.yinhu.service;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import dev.yinhu.crypto.SealedSecrets;
import dev.yinhu.fieldaccess.Persons;
import dev.yinhu.service.api.ProofDesk;
import dev.yinhu.service.callers.IssuerKeys;
import dev.yinhu.service.callers.IssuerUnavailableException;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.notices.CaseNotices;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.identity.AttemptLimits;
import dev.yinhu.subjectrights.identity.CodeRules;
import dev.yinhu.subjectrights.identity.FailedProofs;
import dev.yinhu.subjectrights.identity.IdentityDesk;
import dev.yinhu.subjectrights.identity.IdentityRules;
import dev.yinhu.subjectrights.identity.StepUpCodes;
import dev.yinhu.subjectrights.identity.StopTokens;
import dev.yinhu.subjectrights.identity.VouchKeys;
import dev.yinhu.subjectrights.identity.VouchRules;
import dev.yinhu.subjectrights.identity.Vouching;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Proof of who asks, in a running service: put together when it is first asked for. */
final class IdentityRoom {
  private static final String KEY = "identity-hash-key";
  private static final int KEY_BYTES = 32;
  private static final int AT_ONCE = 16;
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Ground ground;
  private final Background background;
  private ProofDesk.@Nullable Parts parts;

  /**
   * What it stands on.
   *
   * @param failures from how much proof that is no good on {@code alarms} is told
   * @param secrets where the key of hashes is kept, the same on all nodes
   * @param verified lets the work of a case begin, in the log too
   */
  record Ground(
      Optional<YinhuConfig.Vouching> vouching,
      FailedProofs.Most failures,
      FailedProofs.Listener alarms,
      Jdbi jdbi,
      Cases cases,
      Persons persons,
      Supplier<SealedSecrets> secrets,
      NoticesRoom notices,
      IdentityDesk.Verified verified,
      SecureRandom random,
      InstantSource clock) {}

  /** What it does behind answers is ended by the closer. */
  IdentityRoom(Ground ground, Closer closer) {
    this.ground = ground;
    this.background = closer.add(new Background(AT_ONCE));
  }

  ProofDesk desk() {
    return new ProofDesk(this::parts, ground.vouching().isPresent());
  }

  /** Built by the first that asks; while the root key is away it is told that, and built later. */
  private synchronized ProofDesk.Parts parts() {
    ProofDesk.Parts known = parts;
    if (known == null) {
      known = built(key());
      parts = known;
    }
    return known;
  }

  private ProofDesk.Parts built(SecretKey key) {
    AttemptLimits limits = new AttemptLimits(ground.jdbi(), key, ground.clock());
    StopTokens stops =
        new StopTokens(ground.jdbi(), ground.cases(), key, ground.clock(), ground.random());
    IdentityDesk identity =
        new IdentityDesk(
            new IdentityDesk.Ground(
                ground.jdbi(),
                ground.cases(),
                ground.persons(),
                vouching(key),
                new StepUpCodes(
                    ground.jdbi(), key, CodeRules.USUAL, ground.clock(), ground.random()),
                stops,
                limits,
                new FailedProofs(
                    ground.jdbi(), key, ground.failures(), ground.alarms(), ground.clock()),
                notice(),
                ground.verified(),
                ground.clock(),
                background::lane),
            IdentityRules.USUAL);
    return new ProofDesk.Parts(identity, stops, limits);
  }

  /** Without configuration no token is good. */
  private Vouching vouching(SecretKey key) {
    VouchRules rules =
        ground
            .vouching()
            .map(how ->
                VouchRules.usual(how.issuer(), how.audience())
                    .with(
                        new VouchRules.StepUp(
                            how.stepUpAcr(), how.stepUpAmr(), how.stepUpWithin())))
            .orElseGet(() -> VouchRules.usual("nobody", "nobody"));
    List<VouchKeys> keys = new ArrayList<>();
    ground
        .vouching()
        .flatMap(YinhuConfig.Vouching::jwksFile)
        .map(VouchKeys::of)
        .ifPresent(keys::add);
    ground
        .vouching()
        .flatMap(YinhuConfig.Vouching::jwksUrl)
        .map(address -> IssuerKeys.at(address, ground.clock()))
        .ifPresent(published -> keys.add(selector -> select(published, selector)));
    return new Vouching(rules, VouchKeys.firstOf(keys), ground.jdbi(), key, ground.clock());
  }

  private static List<JWK> select(IssuerKeys published, JWKSelector selector) {
    try {
      return published.select(selector);
    } catch (IssuerUnavailableException e) {
      throw ProblemException.passing(
          Problem.SIGN_IN_UNAVAILABLE, "The platform's keys cannot be fetched now.", RETRY);
    }
  }

  private CaseNotices notice() {
    NoticesRoom room = ground.notices();
    return new CaseNotices(
        new CaseNotices.Ground(
            room.notices(),
            room.texts(),
            room.channels().language(),
            room.channels().forPeople(),
            CodeRules.USUAL.life(),
            IdentityRules.USUAL.stop(),
            Yinhu.ZONE,
            ground.random(),
            ground.clock()));
  }

  private SecretKey key() {
    byte[] key =
        ground
            .secrets()
            .get()
            .getOrCreate(
                KEY,
                () -> {
                  byte[] fresh = new byte[KEY_BYTES];
                  ground.random().nextBytes(fresh);
                  return fresh;
                });
    try {
      return new SecretKeySpec(key, "HmacSHA256");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
