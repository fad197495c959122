package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.TokenKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of stored tokens when the keyrings that they need are rotated and destroyed. */
class TokenResealTest {
  private static final KeyringName FIELD = KeyringName.FIELD;
  private static final KeyringName TOKEN = KeyringName.TOKEN;
  private static final Duration MONTH = Duration.ofDays(30);

  private final SettableClock clock = new SettableClock();
  private final List<String> recorded = new ArrayList<>();
  private List<FieldRef> fields = List.of();
  private TestCrypto fixture;
  private TokenRoom room;
  private KeyLifeCycle keys;
  private KeyScope anna;

  @BeforeEach
  void open() {
    fixture = TestCrypto.closed();
    room = TokenRoom.of(fixture.anotherNode(clock));
    keys = room.crypto().lifeCycle(KeyPolicy.DEFAULT);
    anna = room.scope("anna");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void reseal(Crypto node) {
    try (KeyDuties duties =
        node.keep(
            KeyPolicy.DEFAULT,
            (action, details, change) -> {
              recorded.add(action + " " + details.getOrDefault("tokens", ""));
              return change.get();
            },
            () -> fields)) {
      duties.performNow();
    }
  }

  private Map<String, String> facts() {
    return keys.status().sections().stream()
        .filter(section -> section.name().equals("tokens"))
        .findFirst()
        .orElseThrow()
        .facts();
  }

  private static TokenRequest request(TokenKind kind, KeyScope scope, String value) {
    return TokenRoom.request(kind, scope, value);
  }

  private static void assertRefused(ThrowingCallable change, String... because) {
    assertThatExceptionOfType(KeyChangeRefused.class)
        .isThrownBy(change)
        .withMessageContainingAll(because);
  }

  @Test
  void tokensOutliveTheDestructionOfTheVersionThatTheyWereSealedUnder() {
    String random = room.made(request(TokenKind.RANDOM, anna, "13800138000"));
    String fixed = room.made(request(TokenKind.DETERMINISTIC, anna, "13800138001"));
    String ofNobody =
        room.made(request(TokenKind.RANDOM, room.crypto().cipher().shared(), "13800138002"));
    keys.rotate(FIELD);
    assertThat(facts()).containsEntry("to_reseal", "3").containsEntry("sealed_under_field_1", "3");
    assertRefused(
        () -> keys.requestDestruction(FIELD, 1, "anna"), "3 stored tokens", "version 1", "status");
    assertRefused(() -> keys.setMinDecryptVersion(FIELD, 2), "3 stored tokens");

    reseal(room.crypto());

    assertThat(recorded).containsExactly("token-reseal 3");
    assertThat(facts())
        .containsEntry("to_reseal", "0")
        .containsEntry("sealed_under_field_2", "3")
        .containsEntry("found_by_token_1", "3")
        .doesNotContainKey("sealed_under_field_1");
    DestroyedVersion.make(room.crypto(), clock, FIELD, 1);
    assertThat(keys.status().keyring(FIELD).versions().getFirst().state())
        .isEqualTo(KeyState.DESTROYED);
    assertThat(room.opened(anna, random)).isEqualTo("13800138000");
    assertThat(room.opened(anna, fixed)).isEqualTo("13800138001");
    assertThat(room.opened(room.crypto().cipher().shared(), ofNobody)).isEqualTo("13800138002");
    assertThat(room.made(request(TokenKind.DETERMINISTIC, anna, "13800138001"))).isEqualTo(fixed);
  }

  @Test
  void nothingIsWrittenOrRecordedWhenNothingWaits() {
    room.made(request(TokenKind.RANDOM, anna, "13800138000"));
    String before = Tables.dump(fixture.database().jdbi());

    reseal(room.crypto());

    assertThat(recorded).isEmpty();
    assertThat(Tables.dump(fixture.database().jdbi()).lines().filter(row -> row.contains("phone")))
        .allMatch(before::contains)
        .isNotEmpty();
  }

  @Test
  void aVersionByWhichTokensAreFoundIsKeptUntilTheyAreGone() {
    room.made(TokenRoom.request(TokenKind.RANDOM, anna, "13800138000", Optional.of(MONTH)));
    room.made(request(TokenKind.DETERMINISTIC, anna, "13800138001"));
    keys.rotate(TOKEN);
    room.made(request(TokenKind.RANDOM, anna, "13800138002"));
    reseal(room.crypto());

    assertRefused(
        () -> keys.requestDestruction(TOKEN, 1, "anna"), "2 stored tokens", "expired", "erased");
    assertRefused(() -> keys.setMinDecryptVersion(TOKEN, 2), "2 stored tokens");
    clock.move(MONTH);
    assertRefused(() -> keys.requestDestruction(TOKEN, 1, "anna"), "2 stored tokens");
    aDayIsWatched();
    assertRefused(() -> keys.requestDestruction(TOKEN, 1, "anna"), "1 stored tokens");
    room.crypto().subjects().erase(new SubjectId("anna"));

    DestroyedVersion.make(room.crypto(), clock, TOKEN, 1);
  }

  @Test
  void expiredTokensAreNeitherTouchedNorCounted() {
    room.made(TokenRoom.request(TokenKind.RANDOM, anna, "13800138000", Optional.of(MONTH)));
    room.made(TokenRoom.request(TokenKind.RANDOM, anna, "13800138001", Optional.of(MONTH)));
    keys.rotate(FIELD);
    clock.move(MONTH);
    assertThat(facts()).as("the clock may be wrong").containsEntry("to_reseal", "2");
    aDayIsWatched();
    assertThat(room.tokens().purge(1)).isEqualTo(1);
    List<String> before = rows();

    reseal(room.crypto());

    assertThat(rows()).isEqualTo(before).hasSize(2);
    assertThat(facts()).containsOnly(Map.entry("to_reseal", "0"));
    keys.requestDestruction(FIELD, 1, "anna");
  }

  /** What has expired until now may go. */
  private void aDayIsWatched() {
    fixture
        .database()
        .jdbi()
        .useHandle(handle -> {
          TokenStore.watched(handle, Duration.ZERO, clock.instant());
          TokenStore.watched(handle, Tokens.GRACE, clock.instant());
        });
  }

  private List<String> rows() {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle ->
            handle
                .select("select t::text from crypto.token t order by token_hash")
                .mapTo(String.class)
                .list());
  }

  @Test
  void whatDoesNotOpenStaysAndKeepsItsVersionWhileAllOthersGoOn() {
    KeyScope boris = room.scope("boris");
    String whole = room.made(request(TokenKind.RANDOM, anna, "13800138000"));
    room.made(request(TokenKind.RANDOM, boris, "13800138001"));
    execute(
        "update crypto.token set envelope = set_byte(envelope, 40, get_byte(envelope, 40) # 1)"
            + " where subject_ref <> (select subject_ref from crypto.token where token_hash = '"
            + hashOf(whole)
            + "')");
    keys.rotate(FIELD);

    reseal(room.crypto());
    reseal(room.crypto());

    assertThat(recorded).containsExactly("token-reseal 1");
    assertThat(facts()).containsEntry("to_reseal", "1").containsEntry("sealed_under_field_1", "1");
    assertThat(room.opened(anna, whole)).isEqualTo("13800138000");
    assertRefused(() -> keys.requestDestruction(FIELD, 1, "anna"), "1 stored tokens", "delete");
    room.crypto().subjects().erase(new SubjectId("boris"));
    keys.requestDestruction(FIELD, 1, "anna");
  }

  private String hashOf(String token) {
    KeyVersion version = room.crypto().keyrings().active(TOKEN);
    return "\\x"
        + java.util.HexFormat.of()
            .formatHex(room.tokens().hash(version, TokenRoom.PHONE, token).bytes());
  }

  private void execute(String sql) {
    fixture.database().jdbi().useHandle(handle -> handle.execute(sql));
  }

  @Test
  void aTokenOfAnOlderReleaseFindsItsFieldAmongThoseThatThereAre() {
    String token = room.made(request(TokenKind.RANDOM, anna, "13800138000"));
    execute("update crypto.token set field = null");
    keys.rotate(FIELD);
    fields = List.of(TokenRoom.EMAIL);
    reseal(room.crypto());
    assertThat(facts()).containsEntry("to_reseal", "1");

    fields = List.of(TokenRoom.EMAIL, TokenRoom.PHONE);
    reseal(room.crypto());

    assertThat(facts()).containsEntry("to_reseal", "0");
    assertThat(room.opened(anna, token)).isEqualTo("13800138000");
    keys.rotate(FIELD);
    fields = List.of();
    reseal(room.crypto());
    assertThat(facts()).as("it knows its field now").containsEntry("to_reseal", "0");
  }

  @Test
  void aNodeThatDidNotHearOfARotationAddsNoTokenUnderTheOldVersions() {
    String before = room.made(request(TokenKind.DETERMINISTIC, anna, "13800138000"));
    TokenRoom deaf = deaf();
    keys.rotate(FIELD);
    keys.rotate(TOKEN);
    String here = room.made(request(TokenKind.DETERMINISTIC, anna, "13800138001"));

    assertThat(deaf.made(request(TokenKind.DETERMINISTIC, anna, "13800138001"))).isEqualTo(here);
    assertThat(deaf.made(request(TokenKind.DETERMINISTIC, anna, "13800138000"))).isEqualTo(before);
    keys.rotate(FIELD);
    String there = deaf.made(request(TokenKind.RANDOM, anna, "13800138002"));

    assertThat(room.opened(anna, there)).isEqualTo("13800138002");
    assertThat(facts())
        .containsEntry("sealed_under_field_3", "1")
        .containsEntry("found_by_token_2", "2")
        .containsEntry("to_reseal", "2");
  }

  /** A node over the same database that is told nothing by others. */
  private TokenRoom deaf() {
    Keyrings keyrings =
        new Keyrings(
            new RootKeyFile(fixture.rootKeyFile()).read().orElseThrow(),
            new KeyringStore(fixture.database().jdbi()),
            new java.security.SecureRandom(),
            clock);
    keyrings.open();
    Tokens tokens =
        new Tokens(
            keyrings,
            new TokenStore(fixture.database().jdbi()),
            new FieldCipher(keyrings),
            room.crypto().subjects(),
            new java.security.SecureRandom(),
            clock);
    return new TokenRoom(room.crypto(), tokens);
  }

  @Test
  void aTokenThatChangedMeanwhileIsNotOverwritten() {
    String token = room.made(request(TokenKind.RANDOM, anna, "13800138000"));
    keys.rotate(FIELD);
    long old = keys.status().keyring(FIELD).versions().getFirst().keyId();
    long active = room.crypto().keyrings().active(FIELD).keyId();
    TokenResealStore store = new TokenResealStore(fixture.database().jdbi());

    Optional<TokenResealStore.Batch> batch =
        store.step(
            Optional.empty(),
            old,
            active,
            10,
            clock.instant(),
            tokens ->
                tokens.stream()
                    .map(one ->
                        new TokenResealStore.Resealed(
                            one.hash(),
                            TokenRoom.PHONE,
                            Envelope.of(new byte[7]),
                            Envelope.of(new byte[8])))
                    .toList());

    assertThat(batch.orElseThrow().changed()).isZero();
    assertThat(room.opened(anna, token)).isEqualTo("13800138000");
    assertThat(store.step(Optional.empty(), active, old, 10, clock.instant(), tokens -> List.of()))
        .as("an older version is no goal")
        .isEmpty();
  }

  @Test
  void nodesThatResealTokenizeRotateAndEraseAtOnceLoseNoToken() throws Exception {
    TokenRoom other = TokenRoom.of(fixture.anotherNode(clock));
    KeyScope boris = room.scope("boris");
    List<String> ofAnna = made(room, anna, 0, 1_200);
    made(room, boris, 5_000, 700);
    keys.rotate(FIELD);
    List<Callable<Object>> all = new ArrayList<>();
    all.add(() -> resealed(room.crypto()));
    all.add(() -> resealed(other.crypto()));
    all.add(() -> ofAnna.addAll(made(room, anna, 1_200, 300)));
    all.add(() -> {
      for (int i = 0; i < 5; i++) {
        keys.rotate(FIELD);
      }
      return 0;
    });
    all.add(() -> other.crypto().subjects().erase(new SubjectId("boris")));
    Together.run(all);

    resealed(other.crypto());
    for (int version = 1; version <= 6; version++) {
      keys.requestDestruction(FIELD, version, "anna");
      keys.approveDestruction(FIELD, version, "ben");
    }
    room.crypto().keyrings().reload();
    for (int i = 0; i < ofAnna.size(); i++) {
      assertThat(room.opened(anna, ofAnna.get(i))).isEqualTo("v" + i);
    }
    assertThat(facts()).containsEntry("sealed_under_field_7", "1500");
  }

  private static Object resealed(Crypto node) {
    try (KeyDuties duties = node.keep(KeyPolicy.DEFAULT, TestCrypto.UNRECORDED, List::of)) {
      duties.performNow();
    }
    return node;
  }

  private static List<String> made(TokenRoom room, KeyScope scope, int from, int count) {
    List<TokenRequest> requests =
        IntStream.range(from, from + count)
            .mapToObj(i ->
                request(i % 2 == 0 ? TokenKind.RANDOM : TokenKind.DETERMINISTIC, scope, "v" + i))
            .toList();
    List<String> tokens = new ArrayList<>();
    for (int at = 0; at < count; at += 100) {
      room.tokens().make(requests.subList(at, Math.min(count, at + 100))).stream()
          .map(TokenRoom::text)
          .forEach(tokens::add);
    }
    return tokens;
  }
}
