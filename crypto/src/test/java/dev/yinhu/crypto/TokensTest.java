package dev.yinhu.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.FoundToken.Stored;
import dev.yinhu.crypto.TokenMade.Made;
import dev.yinhu.crypto.Tokens.Asked;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef EMAIL = FieldRef.parse("shop.users.email");
  private static final List<TokenKind> KINDS = List.of(TokenKind.values());
  private static final Duration MONTH = Duration.ofDays(30);

  private TestCrypto fixture;
  private Crypto crypto;
  private Instant now = TestCrypto.NOW;
  private Tokens tokens;
  private KeyScope anna;

  @BeforeEach
  void open() {
    fixture = TestCrypto.create();
    crypto = fixture.crypto();
    tokens = tokensOf(crypto);
    anna = fixture.scope("anna");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Over a clock that the test moves. */
  private Tokens tokensOf(Crypto room) {
    return new Tokens(
        room.keyrings(),
        new TokenStore(fixture.database().jdbi()),
        room.cipher(),
        room.subjects(),
        new SecureRandom(),
        () -> now);
  }

  private static TokenSettings settings(TokenKind kind) {
    return new TokenSettings(kind, Optional.empty(), false);
  }

  private static TokenRequest request(TokenKind kind, KeyScope scope, String value) {
    return new TokenRequest(
        PHONE, Suite.AES256_GCM, settings(kind), Optional.empty(), scope, value);
  }

  private static TokenRequest shaped(TokenKind kind, KeyScope scope, String value, ValueFormat f) {
    return new TokenRequest(
        PHONE,
        Suite.FF1_AES256,
        new TokenSettings(kind, Optional.empty(), true),
        Optional.of(f),
        scope,
        value);
  }

  private TokenRequest forAMonth(TokenKind kind, String value) {
    return new TokenRequest(
        PHONE,
        Suite.AES256_GCM,
        new TokenSettings(kind, Optional.of(MONTH), false),
        Optional.empty(),
        anna,
        value);
  }

  private static String made(Tokens tokens, TokenRequest request) {
    return text(tokens.make(List.of(request)).getFirst());
  }

  private static String text(TokenMade made) {
    return switch (made) {
      case Made(String token, Optional<Instant> _) -> token;
      case TokenMade.SubjectErased() -> "SubjectErased";
      case TokenMade.WrongShape() -> "WrongShape";
      case TokenMade.NoneFree() -> "NoneFree";
    };
  }

  private static FoundToken found(Tokens tokens, FieldRef field, String token) {
    return tokens.find(List.of(new Asked(field, token))).getFirst();
  }

  private String opened(Tokens tokens, KeyScope scope, String token) {
    if (!(found(tokens, PHONE, token) instanceof Stored stored)) {
      return found(tokens, PHONE, token).getClass().getSimpleName();
    }
    return switch (crypto.cipher().open(PHONE, scope, stored.context(), stored.envelope())) {
      case Opened.Plaintext plaintext -> new String(plaintext.value(), UTF_8);
      case Opened other -> other.toString();
    };
  }

  @Test
  void aRandomTokenIsAnotherEachTimeAndTurnsBackIntoItsValue() {
    String one = made(tokens, request(TokenKind.RANDOM, anna, "13800138000"));
    String other = made(tokens, request(TokenKind.RANDOM, anna, "13800138000"));

    assertThat(one).startsWith("yt1.").isNotEqualTo(other);
    assertThat(opened(tokens, anna, one)).isEqualTo("13800138000");
    assertThat(opened(tokensOf(fixture.anotherNode()), anna, other)).isEqualTo("13800138000");
  }

  @Test
  void aDeterministicTokenIsTheSameForFieldSubjectAndValue() {
    TokenRequest request = request(TokenKind.DETERMINISTIC, anna, "13800138000");
    String token = made(tokens, request);
    TokenRequest inOtherField =
        new TokenRequest(
            EMAIL,
            Suite.AES256_GCM,
            settings(TokenKind.DETERMINISTIC),
            Optional.empty(),
            anna,
            "13800138000");

    assertThat(made(tokens, request)).isEqualTo(token);
    assertThat(made(tokensOf(fixture.anotherNode()), request)).isEqualTo(token);
    assertThat(opened(tokens, anna, token)).isEqualTo("13800138000");
    assertThat(
            List.of(
                made(tokens, request(TokenKind.DETERMINISTIC, anna, "13800138001")),
                made(
                    tokens,
                    request(TokenKind.DETERMINISTIC, fixture.scope("boris"), "13800138000")),
                made(
                    tokens,
                    request(TokenKind.DETERMINISTIC, crypto.cipher().shared(), "13800138000")),
                made(tokens, inOtherField)))
        .doesNotContain(token)
        .doesNotHaveDuplicates();
    assertThat(rows()).isEqualTo(5);
  }

  @Test
  void aOneWayTokenIsStoredNowhereAndKnownAsOne() {
    TokenRequest request = request(TokenKind.ONE_WAY, anna, "13800138000");
    String token = made(tokens, request);
    char other = token.charAt(20) == 'A' ? 'B' : 'A';
    String changed = token.substring(0, 20) + other + token.substring(21);

    assertThat(made(tokensOf(fixture.anotherNode()), request)).isEqualTo(token);
    assertThat(rows()).isZero();
    assertThat(found(tokens, PHONE, token)).isEqualTo(new FoundToken.OneWay());
    assertThat(found(tokens, EMAIL, token)).isEqualTo(new FoundToken.Unknown());
    assertThat(found(tokens, PHONE, changed)).isEqualTo(new FoundToken.Unknown());
  }

  @Test
  void tokensOfOtherFieldsAndMadeUpOnesAreUnknown() {
    String token = made(tokens, request(TokenKind.RANDOM, anna, "13800138000"));

    assertThat(found(tokens, EMAIL, token)).isEqualTo(new FoundToken.Unknown());
    for (String text : List.of("", "yt1.", token + "A", token.substring(1), "13800138000", "\0")) {
      assertThat(found(tokens, PHONE, text)).as(text).isEqualTo(new FoundToken.Unknown());
    }
  }

  @Test
  void tokensMadeBeforeARotationAreFoundAndDeterministicOnesStay() {
    TokenRequest fixed = request(TokenKind.DETERMINISTIC, anna, "13800138000");
    String random = made(tokens, request(TokenKind.RANDOM, anna, "13800138000"));
    String deterministic = made(tokens, fixed);
    crypto.keyrings().rotate(KeyringName.TOKEN);
    crypto.keyrings().rotate(KeyringName.FIELD);
    String later = made(tokens, request(TokenKind.DETERMINISTIC, anna, "another"));
    crypto.keyrings().rotate(KeyringName.TOKEN);

    assertThat(made(tokens, fixed)).isEqualTo(deterministic);
    assertThat(made(tokens, request(TokenKind.DETERMINISTIC, anna, "another"))).isEqualTo(later);
    assertThat(opened(tokens, anna, random)).isEqualTo("13800138000");
    assertThat(opened(tokens, anna, deterministic)).isEqualTo("13800138000");
    assertThat(opened(tokens, anna, later)).isEqualTo("another");
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void oneWayTokensOfAnOlderKeyAreStillKnown() {
    String token = made(tokens, request(TokenKind.ONE_WAY, anna, "13800138000"));
    crypto.keyrings().rotate(KeyringName.TOKEN);

    assertThat(found(tokens, PHONE, token)).isEqualTo(new FoundToken.OneWay());
    assertThat(made(tokens, request(TokenKind.ONE_WAY, anna, "13800138000"))).isNotEqualTo(token);
  }

  @Test
  void aTokenExpiresIsForgottenByPartsAndADeterministicOneComesBackTheSame() {
    String random = made(tokens, forAMonth(TokenKind.RANDOM, "13800138000"));
    String fixed = made(tokens, forAMonth(TokenKind.DETERMINISTIC, "13800138000"));
    Instant end = now.plus(MONTH);
    now = end.minusMillis(1);
    assertThat(opened(tokens, anna, random)).isEqualTo("13800138000");

    now = end;
    assertThat(found(tokens, PHONE, random))
        .isEqualTo(new FoundToken.Expired(TokenKind.RANDOM, end));
    assertThat(tokens.purge(10)).as("nobody has watched a day yet").isZero();
    watchADay();
    assertThat(tokens.purge(1)).isEqualTo(1);
    assertThat(tokens.purge(10)).isEqualTo(1);
    assertThat(tokens.purge(10)).isZero();
    assertThat(count("envelope is not null")).isZero();
    assertThat(found(tokens, PHONE, random))
        .isEqualTo(new FoundToken.Expired(TokenKind.RANDOM, end));

    assertThat(made(tokens, forAMonth(TokenKind.DETERMINISTIC, "13800138000"))).isEqualTo(fixed);
    assertThat(opened(tokens, anna, fixed)).isEqualTo("13800138000");
    now = end.plus(Tokens.REMEMBERED).minusMillis(1);
    tokens.purge(10);
    assertThat(found(tokens, PHONE, random)).isInstanceOf(FoundToken.Expired.class);
    now = end.plus(Tokens.REMEMBERED);
    tokens.purge(10);
    assertThat(found(tokens, PHONE, random)).isEqualTo(new FoundToken.Unknown());
  }

  private void watchADay() {
    KeyWatch watch = new KeyWatch(new KeyUseStore(fixture.database().jdbi()), "one", () -> now);
    Duration watched = Duration.ZERO;
    watch.round();
    watch.round();
    while (watched.compareTo(Tokens.GRACE) < 0) {
      now = now.plus(KeyWatch.LONGEST_STEP);
      watched = watched.plus(KeyWatch.LONGEST_STEP);
      watch.round();
    }
  }

  @Test
  void aDeterministicTokenThatIsAskedForAgainLastsFromThenOn() {
    String token = made(tokens, forAMonth(TokenKind.DETERMINISTIC, "13800138000"));
    now = now.plus(Duration.ofDays(20));

    TokenMade again =
        tokens.make(List.of(forAMonth(TokenKind.DETERMINISTIC, "13800138000"))).getFirst();

    assertThat(again).isEqualTo(new Made(token, Optional.of(now.plus(MONTH))));
    now = now.plus(Duration.ofDays(20));
    assertThat(opened(tokens, anna, token)).isEqualTo("13800138000");
  }

  @Test
  void erasingASubjectRemovesTheirTokensAndNobodysElse() {
    KeyScope boris = fixture.scope("boris");
    String ofAnna = made(tokens, request(TokenKind.DETERMINISTIC, anna, "13800138000"));
    String ofBoris = made(tokens, request(TokenKind.DETERMINISTIC, boris, "13800138000"));

    crypto.subjects().erase(new SubjectId("anna"));

    assertThat(rows()).isEqualTo(1);
    assertThat(found(tokens, PHONE, ofAnna)).isEqualTo(new FoundToken.Unknown());
    assertThat(opened(tokens, boris, ofBoris)).isEqualTo("13800138000");
    assertThat(made(tokens, request(TokenKind.RANDOM, anna, "x"))).isEqualTo("SubjectErased");
    assertThat(made(tokens, request(TokenKind.DETERMINISTIC, anna, "x")))
        .isEqualTo("SubjectErased");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void neitherTableNorTokensTellValues() {
    String token = made(tokens, request(TokenKind.DETERMINISTIC, anna, "13800138000"));
    String stored = Tables.dump(fixture.database().jdbi());

    assertThat(stored)
        .doesNotContain(token, "13800138000")
        .doesNotContain(HexFormat.of().formatHex(token.getBytes(UTF_8)))
        .doesNotContain(HexFormat.of().formatHex("13800138000".getBytes(UTF_8)));
    assertThat(tokens.make(List.of(request(TokenKind.RANDOM, anna, "13800138000"))).toString())
        .doesNotContain("yt1.", "13800138000");
  }

  @Test
  void aRowThatIsGivenAnothersValueDoesNotOpen() {
    String one = made(tokens, request(TokenKind.RANDOM, anna, "13800138000"));
    made(tokens, request(TokenKind.RANDOM, anna, "13800138001"));
    execute(
        "update crypto.token t set envelope ="
            + " (select envelope from crypto.token o where o.token_hash <> t.token_hash)");

    assertThat(opened(tokens, anna, one)).isEqualTo("NotAuthentic[reason=TAG]");
  }

  @Test
  void aThousandValuesAreMadeTogetherInTheirOrder() {
    List<TokenRequest> requests = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      TokenKind kind = KINDS.get(i % 3);
      requests.add(request(kind, i % 2 == 0 ? anna : crypto.cipher().shared(), "v" + i % 700));
    }
    List<String> made = tokens.make(requests).stream().map(TokensTest::text).toList();
    List<FoundToken> found =
        tokens.find(made.stream().map(token -> new Asked(PHONE, token)).toList());

    for (int i = 0; i < 1_000; i++) {
      KeyScope scope = i % 2 == 0 ? anna : crypto.cipher().shared();
      if (requests.get(i).settings().kind() == TokenKind.ONE_WAY) {
        assertThat(found.get(i)).isEqualTo(new FoundToken.OneWay());
      } else {
        assertThat(found.get(i)).isInstanceOf(Stored.class);
        assertThat(opened(tokens, scope, made.get(i))).isEqualTo("v" + i % 700);
      }
    }
    assertThat(tokens.make(List.of())).isEmpty();
  }

  @Test
  void nodesThatAskForTheSameValueAtOnceGetOneToken() throws Exception {
    List<Tokens> nodes = List.of(tokens, tokensOf(fixture.anotherNode()));
    for (int round = 0; round < 20; round++) {
      int from = round * 50;
      List<TokenRequest> requests =
          IntStream.range(from, from + 50)
              .mapToObj(i -> request(TokenKind.DETERMINISTIC, anna, "v" + i))
              .toList();
      List<Callable<List<TokenMade>>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Tokens node = nodes.get(i % 2);
        tasks.add(() -> node.make(requests));
      }
      assertThat(Together.run(tasks).stream().distinct()).hasSize(1);
    }
    assertThat(rows()).isEqualTo(1_000);
  }

  @Test
  void tokensThatKeepTheShapeAreUniqueAndNeverTheValue() {
    ValueFormat small = new ValueFormat("0123456789", 0, 0, 6, 6, CheckCharacter.NONE, "");
    Set<String> texts = new HashSet<>();
    for (int batch = 0; batch < 5; batch++) {
      List<TokenRequest> requests = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        TokenKind kind = i % 2 == 0 ? TokenKind.RANDOM : TokenKind.DETERMINISTIC;
        String value = "%06d".formatted(batch * 1_000 + i);
        requests.add(shaped(kind, anna, value, small));
      }
      List<TokenMade> made = tokens.make(requests);
      for (int i = 0; i < 1_000; i++) {
        String token = text(made.get(i));
        assertThat(token).matches("[0-9]{6}").isNotEqualTo(requests.get(i).value());
        assertThat(texts.add(token)).as("unique").isTrue();
      }
    }
    // With 5,000 of 1,000,000 taken some draws met a token that stood: the value still fits.
    assertThat(count("attempt > 0")).isPositive();
    TokenRequest again = shaped(TokenKind.DETERMINISTIC, anna, "000001", small);
    assertThat(texts).contains(made(tokens, again));
    assertThat(opened(tokens, anna, made(tokens, again))).isEqualTo("000001");
  }

  @Test
  void aValueWithoutTheShapeGetsNoToken() {
    for (String value : List.of("", "1380013800", "138001380000", "1380013800a", "１３８００１３８０００")) {
      assertThat(made(tokens, shaped(TokenKind.RANDOM, anna, value, ValueFormat.MOBILE_CN)))
          .as(value)
          .isEqualTo("WrongShape");
    }
    assertThat(made(tokens, shaped(TokenKind.ONE_WAY, anna, "1", ValueFormat.CARD)))
        .isEqualTo("WrongShape");
    assertThat(rows()).isZero();
  }

  private int rows() {
    return count("true");
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
