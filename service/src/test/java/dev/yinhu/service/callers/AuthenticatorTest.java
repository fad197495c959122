package dev.yinhu.service.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.blocking.Blocking;
import dev.yinhu.service.callers.Authentication.Authenticated;
import dev.yinhu.service.callers.Authentication.ExpiredToken;
import dev.yinhu.service.callers.Authentication.MissingToken;
import dev.yinhu.service.callers.Authentication.RevokedToken;
import dev.yinhu.service.callers.Authentication.Unavailable;
import dev.yinhu.service.callers.Authentication.UnknownToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthenticatorTest {

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger reads = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();
  private TestDatabase database;
  private Jdbi counted;
  private Blocking blocking;
  private Callers callers;
  private Authenticator authenticator;

  @BeforeAll
  void openDatabase() {
    database = TestDatabase.create("service");
    counted =
        Jdbi.create(() -> {
          reads.incrementAndGet();
          return database.dataSource().getConnection();
        });
  }

  @AfterAll
  void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void open() {
    database.jdbi().useHandle(handle -> handle.execute("truncate service.caller cascade"));
    now.set(START);
    reads.set(0);
    blocking = new Blocking(64);
    callers = new Callers(database.jdbi(), random, now::get);
    authenticator =
        new Authenticator(
            counted, Optional.empty(), blocking, 100, Duration.ofSeconds(30), now::get, nanos::get);
  }

  @AfterEach
  void close() {
    blocking.close();
  }

  private Authentication signIn(Token token) throws Exception {
    return signIn("Bearer " + token.reveal());
  }

  private Authentication signIn(String header) throws Exception {
    return switch (authenticator.authenticate(header)) {
      case Lookup.Now(var authentication) -> authentication;
      case Lookup.Later(var stage) -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    };
  }

  @Test
  void aFreshTokenNamesItsCaller() throws Exception {
    var token = callers.add("order-service", Role.SERVICE, Optional.empty());

    assertThat(signIn(token))
        .isEqualTo(new Authenticated(new Caller("order-service", Role.SERVICE)));
  }

  @Test
  void aKnownTokenNeedsNoOtherThreadAndNoRead() throws Exception {
    var token = callers.add("order-service", Role.SERVICE, Optional.empty());
    signIn(token);

    assertThat(authenticator.authenticate("bearer  " + token.reveal()))
        .isInstanceOf(Lookup.Now.class);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aKnownTokenIsReadAgainAfterItsTime() throws Exception {
    var token = callers.add("order-service", Role.SERVICE, Optional.empty());
    signIn(token);

    nanos.addAndGet(Duration.ofSeconds(31).toNanos());

    assertThat(signIn(token)).isInstanceOf(Authenticated.class);
    assertThat(reads).hasValue(2);
  }

  @Test
  void withoutABearerTokenItIsMissing() throws Exception {
    assertThat(authenticator.authenticate(null)).isEqualTo(new Lookup.Now(new MissingToken()));
    assertThat(signIn("Basic dTpw")).isEqualTo(new MissingToken());
    assertThat(signIn("Bearer ")).isEqualTo(new MissingToken());
  }

  @Test
  void whatCannotBeATokenIsRefusedWithoutARead() throws Exception {
    assertThat(signIn("Bearer yht_short")).isEqualTo(new UnknownToken());
    assertThat(signIn("Bearer " + "x".repeat(10_000))).isEqualTo(new UnknownToken());
    assertThat(signIn("Bearer eyJh.eyJh.sig")).isEqualTo(new UnknownToken());
    assertThat(reads).hasValue(0);
  }

  @Test
  void aMadeUpTokenIsReadOnceForAWhile() throws Exception {
    var token = Token.random(random);

    assertThat(signIn(token)).isEqualTo(new UnknownToken());
    assertThat(signIn(token)).isEqualTo(new UnknownToken());
    assertThat(reads).hasValue(1);
  }

  @Test
  void aTokenExpiresAtItsSecondEvenWhenKnown() throws Exception {
    var expiry = START.plusSeconds(60);
    var token = callers.add("job", Role.SERVICE, Optional.of(expiry));
    assertThat(signIn(token)).isInstanceOf(Authenticated.class);

    now.set(expiry.minusMillis(1));
    assertThat(signIn(token)).isInstanceOf(Authenticated.class);
    now.set(expiry);
    assertThat(signIn(token)).isEqualTo(new ExpiredToken());
    authenticator.forget();
    assertThat(signIn(token)).isEqualTo(new ExpiredToken());
  }

  @Test
  void aRevokedTokenIsRefusedOnceForgotten() throws Exception {
    var token = callers.add("job", Role.SERVICE, Optional.empty());
    signIn(token);

    assertThat(callers.revoke("job", false)).isOne();
    authenticator.forget();

    assertThat(signIn(token)).isEqualTo(new RevokedToken());
  }

  @Test
  void aTokenMadeAfterItsRefusalIsGoodOnceForgotten() throws Exception {
    var other = Token.random(random);
    signIn(other);
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "insert into service.caller (name, role, created_at) values ('late', 'DPO', now())");
          handle.execute(
              "insert into service.caller_token (token_hash, caller_id, created_at) "
                  + "select ?, id, now() from service.caller where name = 'late'",
              other.hash().bytes());
        });

    authenticator.forget();

    assertThat(signIn(other)).isEqualTo(new Authenticated(new Caller("late", Role.DPO)));
  }

  @Test
  void everyChangeOfCallersIsNotified() throws Exception {
    var token = callers.add("job", Role.SERVICE, Optional.empty());
    var listening = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    try (var _ =
        database.database().listen(Callers.CHANNEL, _ -> told.countDown(), listening::countDown)) {
      assertThat(listening.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(signIn(token)).isInstanceOf(Authenticated.class);

      callers.revoke("job", false);

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void severalTokensOfOneCallerAreGoodAndTheNewestCanBeKept() throws Exception {
    var first = callers.add("job", Role.SERVICE, Optional.empty());
    var second = callers.add("job", Role.SERVICE, Optional.empty());
    assertThat(signIn(first)).isInstanceOf(Authenticated.class);
    assertThat(signIn(second)).isInstanceOf(Authenticated.class);

    assertThat(callers.revoke("job", true)).isOne();
    authenticator.forget();

    assertThat(signIn(first)).isEqualTo(new RevokedToken());
    assertThat(signIn(second)).isInstanceOf(Authenticated.class);
  }

  @Test
  void manyRequestsWithOneNewTokenReadOnce() throws Exception {
    var token = callers.add("job", Role.SERVICE, Optional.empty());
    var lookups = new ArrayList<Lookup>();
    try (var held = database.jdbi().open()) {
      lock(held);
      for (int i = 0; i < 64; i++) {
        lookups.add(authenticator.authenticate("Bearer " + token.reveal()));
      }
      held.rollback();
    }

    for (var lookup : lookups) {
      assertThat(
              ((Lookup.Later) lookup)
                  .authentication()
                  .toCompletableFuture()
                  .get(10, TimeUnit.SECONDS))
          .isInstanceOf(Authenticated.class);
    }
    assertThat(reads).hasValue(1);
  }

  /** Holds every read of tokens up until the handle's transaction ends. */
  private static void lock(Handle handle) {
    handle.begin();
    handle.execute("lock table service.caller_token in access exclusive mode");
  }

  @Test
  void aFloodOfMadeUpTokensIsCutOffWhileKnownCallersPass() throws Exception {
    var known = callers.add("job", Role.SERVICE, Optional.empty());
    signIn(known);
    authenticator.forget();
    try (var held = database.jdbi().open()) {
      lock(held);
      var flood = new ArrayList<Lookup>();
      for (int i = 0; i < 100; i++) {
        flood.add(authenticator.authenticate("Bearer " + Token.random(random).reveal()));
      }

      assertThat(flood).filteredOn(Lookup.Later.class::isInstance).hasSize(8);
      assertThat(flood)
          .filteredOn(Lookup.Now.class::isInstance)
          .containsOnly(new Lookup.Now(new Unavailable()));
      var passing = authenticator.authenticate("Bearer " + known.reveal());
      held.rollback();
      assertThat(
              ((Lookup.Later) passing)
                  .authentication()
                  .toCompletableFuture()
                  .get(10, TimeUnit.SECONDS))
          .isInstanceOf(Authenticated.class);
    }
  }

  @Test
  void aReadingOlderThanARevocationIsNotKept() throws Exception {
    var token = callers.add("job", Role.SERVICE, Optional.empty());
    Lookup early;
    try (var held = database.jdbi().open()) {
      lock(held);
      early = authenticator.authenticate("Bearer " + token.reveal());
      authenticator.forget();
      held.rollback();
    }
    ((Lookup.Later) early).authentication().toCompletableFuture().get(10, TimeUnit.SECONDS);

    signIn(token);

    assertThat(reads).hasValue(2);
  }

  @Test
  void withoutADatabaseNothingCanBeTold() throws Exception {
    var broken =
        Jdbi.create(() -> {
          throw new java.sql.SQLTransientConnectionException("down");
        });
    authenticator =
        new Authenticator(
            broken,
            Optional.empty(),
            blocking,
            100,
            Duration.ofSeconds(30),
            now::get,
            Ticker.systemTicker());

    assertThat(signIn(Token.random(random))).isEqualTo(new Unavailable());
  }

  @Test
  void aNameKeepsItsRole() {
    callers.add("job", Role.SERVICE, Optional.empty());

    assertThatThrownBy(() -> callers.add("job", Role.ADMIN, Optional.empty()))
        .isInstanceOf(CallerException.class)
        .hasMessageContaining("has the role service");
    assertThat(callers.list()).singleElement().extracting("activeTokens").isEqualTo(1);
  }

  @Test
  void anExpiryInThePastIsRefused() {
    assertThatThrownBy(() -> callers.add("job", Role.SERVICE, Optional.of(START)))
        .isInstanceOf(CallerException.class);
  }

  @Test
  void revokingNobodyIsRefused() {
    assertThatThrownBy(() -> callers.revoke("nobody", false)).isInstanceOf(CallerException.class);
  }

  @Test
  void theListCountsActiveTokensAndNamesTheNextExpiry() {
    var soon = START.plusSeconds(5);
    callers.add("job", Role.SERVICE, Optional.of(soon));
    callers.add("job", Role.SERVICE, Optional.of(START.plusSeconds(50)));
    callers.add("auditor", Role.AUDITOR, Optional.empty());

    assertThat(callers.list())
        .containsExactly(
            new CallerSummary("auditor", Role.AUDITOR, START, 1, Optional.empty()),
            new CallerSummary("job", Role.SERVICE, START, 2, Optional.of(soon)));
  }

  @Test
  void theDatabaseNeverSeesATokenAndPrintingShowsNone() {
    var token = callers.add("job", Role.SERVICE, Optional.empty());

    assertThat(token.reveal()).matches("yht_[A-Za-z0-9_-]{43}");
    assertThat(token.toString()).isEqualTo("yht_***");
    assertThat(token.hash().toString()).isEqualTo("TokenHash(***)");
    var stored =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select row_to_json(t)::text from service.caller_token t")
                    .mapTo(String.class)
                    .one());
    assertThat(stored).doesNotContain(token.reveal()).doesNotContain(token.reveal().substring(4));
  }
}
