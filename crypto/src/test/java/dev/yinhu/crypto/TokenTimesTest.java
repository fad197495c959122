package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.FoundToken.Expired;
import dev.yinhu.crypto.TokenMade.Made;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.TokenKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that expire, with clocks that are wrong, differ between nodes or are set. */
class TokenTimesTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant END = TestCrypto.NOW.plus(MONTH);
  private static final String NUMBER = "13800138000";

  private final SettableClock clock = new SettableClock();
  private final SettableClock otherClock = new SettableClock();
  private TestCrypto fixture;
  private TokenRoom room;
  private TokenRoom other;
  private KeyScope anna;
  private KeyWatch watch;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    room = TokenRoom.of(fixture.anotherNode(clock));
    other = TokenRoom.of(fixture.anotherNode(otherClock));
    anna = room.scope("anna");
    watch = new KeyWatch(new KeyUseStore(fixture.database().jdbi()), "the only one", clock);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private TokenRequest forAMonth(TokenKind kind) {
    return TokenRoom.request(kind, anna, NUMBER, Optional.of(MONTH));
  }

  /** As services do that run for so long: one looks every ten minutes, and removes what may go. */
  private void run(Duration time) {
    watch.round();
    watch.round();
    long steps = time.dividedBy(KeyWatch.LONGEST_STEP);
    for (long step = 1; step <= steps; step++) {
      clock.move(KeyWatch.LONGEST_STEP);
      assertThat(watch.round()).isTrue();
      if (step % 6 == 0 || step == steps) {
        room.tokens().purge(10);
      }
    }
  }

  /** Its value is removed by the room, whose clock is right; the other's clock stands before. */
  private String emptied(TokenKind kind) {
    String token = room.made(forAMonth(kind));
    clock.set(END);
    run(Tokens.GRACE);
    assertThat(count("envelope is null")).isEqualTo(1);
    otherClock.set(END.minusSeconds(5));
    return token;
  }

  @Test
  void aTokenWhoseValueWasRemovedHasExpiredWhateverTheClockSays() {
    for (TokenKind kind : List.of(TokenKind.RANDOM, TokenKind.DETERMINISTIC)) {
      clock.set(TestCrypto.NOW);
      execute("delete from crypto.token");
      String token = emptied(kind);
      String live =
          other.made(TokenRoom.request(TokenKind.RANDOM, anna, "13800138001", Optional.of(MONTH)));

      List<FoundToken> found =
          other
              .tokens()
              .find(
                  List.of(
                      new Tokens.Asked(TokenRoom.PHONE, token),
                      new Tokens.Asked(TokenRoom.PHONE, live)));

      assertThat(found.getFirst()).isEqualTo(new Expired(kind, END));
      assertThat(found.getLast()).isInstanceOf(FoundToken.Stored.class);
    }
  }

  @Test
  void aDeterministicTokenWhoseValueWasRemovedGetsItBackWhenItIsAskedForAgain() {
    String token = emptied(TokenKind.DETERMINISTIC);

    List<TokenMade> again =
        other
            .tokens()
            .make(List.of(forAMonth(TokenKind.DETERMINISTIC), forAMonth(TokenKind.DETERMINISTIC)));

    assertThat(again)
        .containsOnly(new Made(token, Optional.of(otherClock.instant().plus(MONTH))))
        .hasSize(2);
    assertThat(other.opened(anna, token)).isEqualTo(NUMBER);
    assertThat(count("true")).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackAfterARemovalCostsNoValueThatComesAfter() {
    String token = emptied(TokenKind.DETERMINISTIC);
    clock.set(TestCrypto.NOW);

    assertThat(room.made(forAMonth(TokenKind.DETERMINISTIC))).isEqualTo(token);
    run(Duration.ofDays(2));

    assertThat(room.opened(anna, token)).isEqualTo(NUMBER);
  }

  @Test
  void theValueOfAnExpiredTokenIsKeptUntilAServiceHasWatchedADay() {
    String token = room.made(forAMonth(TokenKind.RANDOM));
    run(Duration.ofHours(1));
    clock.set(END);
    run(Tokens.GRACE.minus(Duration.ofHours(2)));
    clock.move(Duration.ofDays(3));
    assertThat(room.tokens().purge(10)).as("nobody watched").isZero();

    run(Duration.ofMinutes(50));
    assertThat(count("envelope is not null")).isEqualTo(1);
    run(Tokens.GRACE.plus(Duration.ofHours(1)));

    assertThat(count("envelope is not null")).isZero();
    assertThat(room.found(TokenRoom.PHONE, token)).isEqualTo(new Expired(TokenKind.RANDOM, END));
  }

  @Test
  void aClockThatIsSetForwardTakesNoValueWhileThereIsTimeToSetItRight() {
    String random = room.made(forAMonth(TokenKind.RANDOM));
    String fixed = room.made(forAMonth(TokenKind.DETERMINISTIC));
    run(Tokens.GRACE.minus(Duration.ofMinutes(30)));
    clock.set(TestCrypto.NOW.plus(Duration.ofDays(20 * 365)));

    run(Tokens.GRACE.minus(Duration.ofMinutes(30)));

    assertThat(room.found(TokenRoom.PHONE, random)).isInstanceOf(Expired.class);
    clock.set(TestCrypto.NOW);
    run(Duration.ofDays(2));
    assertThat(room.opened(anna, random)).isEqualTo(NUMBER);
    assertThat(room.opened(anna, fixed)).isEqualTo(NUMBER);
  }

  @Test
  void aNodeWhoseClockIsAheadTakesNothingFromTheOthers() {
    String fixed = room.made(forAMonth(TokenKind.DETERMINISTIC));
    String random = room.made(forAMonth(TokenKind.RANDOM));
    otherClock.set(END.plusSeconds(5));

    assertThat(other.made(forAMonth(TokenKind.DETERMINISTIC))).isEqualTo(fixed);
    assertThat(other.tokens().purge(10)).isZero();

    assertThat(room.opened(anna, fixed)).isEqualTo(NUMBER);
    assertThat(other.opened(anna, fixed)).isEqualTo(NUMBER);
    assertThat(room.opened(anna, random)).isEqualTo(NUMBER);
    assertThat(count("true")).isEqualTo(2);
  }

  @Test
  void aTokenThatLosesItsValueWhileItIsAskedForAgainIsAnsweredWithOne() {
    for (String loss :
        List.of("update crypto.token set envelope = null", "delete from crypto.token")) {
      String token = room.made(forAMonth(TokenKind.DETERMINISTIC));
      After.first(fixture, "select value_hash", () -> execute(loss));

      assertThat(room.made(forAMonth(TokenKind.DETERMINISTIC))).as(loss).isEqualTo(token);

      assertThat(room.opened(anna, token)).as(loss).isEqualTo(NUMBER);
    }
  }

  @Test
  void anExpiredTokenOfAnOlderVersionIsLeftToItsEndAndTheValueGetsANewOne() {
    String old = room.made(forAMonth(TokenKind.DETERMINISTIC));
    room.crypto().keyrings().rotate(KeyringName.TOKEN);
    clock.set(END);

    String fresh = room.made(forAMonth(TokenKind.DETERMINISTIC));

    assertThat(fresh).isNotEqualTo(old);
    assertThat(room.opened(anna, fresh)).isEqualTo(NUMBER);
    assertThat(room.found(TokenRoom.PHONE, old)).isInstanceOf(Expired.class);
    assertThat(room.made(forAMonth(TokenKind.DETERMINISTIC))).isEqualTo(fresh);
  }

  @Test
  void aTokenWithoutAnEndIsNotWrittenWhenItIsAskedForAgain() {
    TokenRequest request = TokenRoom.request(TokenKind.DETERMINISTIC, anna, NUMBER);
    String token = room.made(request);
    String before = version();

    assertThat(room.made(request)).isEqualTo(token);

    assertThat(version()).isEqualTo(before);
    assertThat(room.made(forAMonth(TokenKind.DETERMINISTIC))).isEqualTo(token);
    assertThat(count("expires_at is not null")).isEqualTo(1);
    assertThat(room.made(request)).isEqualTo(token);
    assertThat(count("expires_at is null")).isEqualTo(1);
  }

  /** Another one after each write. */
  private String version() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle.select("select xmin::text from crypto.token").mapTo(String.class).one());
  }

  private int count(String condition) {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select count(*) from crypto.token where " + condition)
                .mapTo(Integer.class)
                .one());
  }

  private void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }
}
