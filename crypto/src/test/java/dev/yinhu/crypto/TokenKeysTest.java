package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens whose versions of the keyring {@code token} are new, retired or gone. */
class TokenKeysTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final String NUMBER = "13800138000";

  private final SettableClock clock = new SettableClock();
  private TestCrypto fixture;
  private TokenRoom room;
  private KeyScope anna;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    room = TokenRoom.of(fixture.anotherNode(clock));
    anna = room.scope("anna");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** As an older release let administrators do it. */
  private void retireBelow(int version) {
    execute(
        "insert into crypto.keyring (name, min_decrypt_version) values ('token', "
            + version
            + ") on conflict (name) do update set min_decrypt_version = "
            + version);
    room.crypto().keyrings().reload();
  }

  private void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Test
  void aTokenOfARetiredVersionIsNotUnknownButKeptBack() {
    String random = room.made(TokenRoom.request(TokenKind.RANDOM, anna, NUMBER));
    String fixed =
        room.made(TokenRoom.request(TokenKind.DETERMINISTIC, anna, NUMBER, Optional.of(MONTH)));
    String oneWay = room.made(TokenRoom.request(TokenKind.ONE_WAY, anna, NUMBER));
    room.crypto().keyrings().rotate(KeyringName.TOKEN);
    String later = room.made(TokenRoom.request(TokenKind.RANDOM, anna, "13800138001"));
    retireBelow(2);

    assertThat(found(random, fixed, oneWay, later, "yt1.made-up", ""))
        .satisfiesExactly(
            token ->
                assertThat(token)
                    .isEqualTo(new FoundToken.KeyRetired(TokenKind.RANDOM, Optional.empty())),
            token ->
                assertThat(token)
                    .isEqualTo(
                        new FoundToken.KeyRetired(
                            TokenKind.DETERMINISTIC, Optional.of(TestCrypto.NOW.plus(MONTH)))),
            token -> assertThat(token).isEqualTo(new FoundToken.OneWay()),
            token -> assertThat(token).isInstanceOf(FoundToken.Stored.class),
            token -> assertThat(token).isEqualTo(new FoundToken.Unknown()),
            token -> assertThat(token).isEqualTo(new FoundToken.Unknown()));
    assertThat(room.found(TokenRoom.EMAIL, random)).isEqualTo(new FoundToken.Unknown());
    clock.move(MONTH);
    assertThat(room.found(TokenRoom.PHONE, fixed)).isInstanceOf(FoundToken.Expired.class);

    retireBelow(1);
    assertThat(room.opened(anna, random)).isEqualTo(NUMBER);
  }

  private List<FoundToken> found(String... tokens) {
    return room.tokens()
        .find(
            List.of(tokens).stream()
                .map(token -> new Tokens.Asked(TokenRoom.PHONE, token))
                .toList());
  }

  @Test
  void aOneWayTokenNamesItsKeyAlsoWhenThatIsDestroyed() {
    String oneWay = room.made(TokenRoom.request(TokenKind.ONE_WAY, anna, NUMBER));
    room.crypto().keyrings().rotate(KeyringName.TOKEN);

    execute(
        "update crypto.keyring_version set state = 'DESTROYED', wrapped = null"
            + " where keyring = 'token' and version = 1");
    room.crypto().keyrings().reload();

    assertThat(room.found(TokenRoom.PHONE, oneWay)).isEqualTo(new FoundToken.KeyDestroyed());
  }

  @Test
  void aTokenIsFoundAlsoByANodeThatHasNotHeardOfItsKey() {
    Keyrings keyrings =
        new Keyrings(
            new RootKeyFile(fixture.rootKeyFile()).read().orElseThrow(),
            new KeyringStore(fixture.database().jdbi()),
            new SecureRandom(),
            clock);
    keyrings.open();
    TokenRoom deaf = over(keyrings, new SecureRandom());
    room.crypto().keyrings().rotate(KeyringName.TOKEN);
    String token = room.made(TokenRoom.request(TokenKind.RANDOM, anna, NUMBER));

    assertThat(deaf.opened(anna, token)).isEqualTo(NUMBER);
  }

  private TokenRoom over(Keyrings keyrings, SecureRandom random) {
    return new TokenRoom(
        room.crypto(),
        new Tokens(
            keyrings,
            new TokenStore(fixture.database().jdbi()),
            room.crypto().cipher(),
            room.crypto().subjects(),
            random,
            clock));
  }

  @Test
  void aTextThatStandsUnderAnOlderVersionIsNotGivenASecondTime() {
    List<String> older = made(over(room.crypto().keyrings(), new Repeated()), "older");
    room.crypto().keyrings().rotate(KeyringName.TOKEN);

    List<String> newer = made(over(room.crypto().keyrings(), new Repeated()), "newer");

    assertThat(newer).hasSize(50).doesNotHaveDuplicates().doesNotContainAnyElementsOf(older);
    for (int i = 0; i < 50; i++) {
      assertThat(room.opened(anna, older.get(i))).isEqualTo("older" + (char) ('A' + i));
      assertThat(room.opened(anna, newer.get(i))).isEqualTo("newer" + (char) ('A' + i));
    }
  }

  /** The same numbers each time. */
  private static final class Repeated extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final Random numbers = new Random(8420);

    @Override
    public int nextInt(int bound) {
      return numbers.nextInt(bound);
    }
  }

  private List<String> made(TokenRoom node, String prefix) {
    ValueFormat format =
        new ValueFormat(
            IntStream.range('A', 'z').mapToObj(Character::toString).collect(Collectors.joining()),
            0,
            0,
            6,
            6,
            CheckCharacter.NONE,
            "");
    return node
        .tokens()
        .make(
            IntStream.range(0, 50)
                .mapToObj(i ->
                    new TokenRequest(
                        TokenRoom.PHONE,
                        Suite.AES256_GCM,
                        new TokenSettings(TokenKind.RANDOM, Optional.empty(), true),
                        Optional.of(format),
                        anna,
                        prefix + (char) ('A' + i)))
                .toList())
        .stream()
        .map(TokenRoom::text)
        .toList();
  }
}
