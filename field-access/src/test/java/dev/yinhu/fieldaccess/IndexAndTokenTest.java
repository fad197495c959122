package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.MARKETING;
import static dev.yinhu.fieldaccess.Room.MARKETING_JOB;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.code;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.run;
import static dev.yinhu.fieldaccess.Room.seal;
import static dev.yinhu.fieldaccess.Room.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexAndTokenTest {
  private static final String NUMBER = "13800138000";
  private static final String EMAIL = "shop.users.email";
  private static final String PROTECTED = "{protect: {suite: AES256_GCM, index: true}}";

  private Room room;

  @BeforeEach
  void open() {
    room = Room.open();
    String text =
        Room.registerText()
            .replaceFirst(
                "\\Q" + PROTECTED + "\\E",
                "{protect: {suite: AES256_GCM, index: true, indexes: {last4: {last: 4, bits: 12}},"
                    + " tokens: {kind: deterministic, ttl: 30d}}}")
            .replaceFirst(
                "\\Q" + PROTECTED + "\\E",
                "{protect: {suite: AES256_GCM, index: true, tokens: {kind: one-way}}}")
            .replace(
                "        yinhu: {subject: id}\n",
                "        yinhu: {subject: id, indexes: [{name: phone_email, fields: [phone,"
                    + " email]}]}\n");
    room.access.use(2, Registers.parse(text));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static IndexItem index(String field, @Nullable String part, String value) {
    return new IndexItem(field, part, value, Optional.empty(), null);
  }

  private static IndexItem both(Map<String, String> values) {
    return new IndexItem("shop.users.phone_email", null, null, Optional.of(values), null);
  }

  private BatchResult index(CallerName caller, IndexItem... items) {
    return run(room.access.index(requester(caller), Optional.empty(), Arrays.asList(items))).join();
  }

  private static ItemResult.Indexed indexed(ItemResult result) {
    return switch (result) {
      case ItemResult.Indexed indexed -> indexed;
      default -> throw new AssertionError("not indexed: " + result);
    };
  }

  private String tokenOf(String subject) {
    return value(
        run(room.access.tokenize(requester(ORDER_SERVICE), List.of(seal(PHONE, subject, NUMBER))))
            .join()
            .items()
            .getFirst());
  }

  private BatchResult detokenize(
      CallerName caller, Purpose purpose, @Nullable String subject, String token) {
    TokenItem item = new TokenItem(PHONE, subject, token);
    return run(room.access.detokenize(
            requester(caller), purpose, Disclosure.PERMITTED, List.of(item)))
        .join();
  }

  @Test
  void whoMaySearchOrEncryptGetsEveryIndexOfAValue() {
    ItemResult.Indexed stored =
        indexed(index(ORDER_SERVICE, index(PHONE, null, NUMBER)).items().getFirst());
    ItemResult.Indexed asked =
        indexed(index(MARKETING_JOB, index(PHONE, null, "+86 138-0013-8000")).items().getFirst());

    assertThat(asked).isEqualTo(stored);
    assertThat(stored.parts()).containsOnlyKeys("last4");
    assertThat(room.lastItems()).containsExactly(PHONE + "/indexed//1");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("search");
    assertThat(codes(index(new CallerName("stranger"), index(PHONE, null, NUMBER))))
        .containsExactly("not-permitted");
  }

  @Test
  void aPurposeThatIsNamedDecidesAlone() {
    List<IndexItem> items = List.of(index(PHONE, null, NUMBER));

    assertThat(
            codes(
                run(room.access.index(requester(MARKETING_JOB), Optional.of(MARKETING), items))
                    .join()))
        .containsExactly("done");
    assertThat(
            codes(
                run(room.access.index(requester(MARKETING_JOB), Optional.of(DELIVER), items))
                    .join()))
        .containsExactly("not-permitted");
  }

  @Test
  void aPartIsFoundByItselfAndACompoundByAllOfIt() {
    ItemResult.Indexed stored =
        indexed(index(ORDER_SERVICE, index(PHONE, null, NUMBER)).items().getFirst());
    ItemResult.Indexed part =
        indexed(index(SUPPORT_DESK, index(PHONE, "last4", "8000")).items().getFirst());
    assertThat(part.index()).contains(stored.parts().get("last4"));
    assertThat(room.lastItems()).containsExactly(PHONE + "/indexed/last4/1");

    Map<String, String> values = Map.of("phone", NUMBER, "email", "A@b.cn");
    ItemResult.Indexed one = indexed(index(ORDER_SERVICE, both(values)).items().getFirst());
    Map<String, String> same = Map.of("phone", "138 0013 8000", "email", " a@B.cn");
    assertThat(index(MARKETING_JOB, both(same)).items()).containsExactly(one);
    assertThat(room.lastItems()).containsExactly("shop.users.phone_email/indexed//1");
  }

  @Test
  void whatCannotBeIndexedIsABadRequestAndAnErasedSubjectIsToldSo() {
    IndexItem erased = new IndexItem(PHONE, null, NUMBER, Optional.empty(), "nobody");

    assertThat(
            codes(
                index(
                    ORDER_SERVICE,
                    index("shop.users.name", null, "张三"),
                    index("nonsense", null, NUMBER),
                    index(PHONE, null, " "),
                    index(PHONE, "last4", "123"),
                    index(PHONE, "first2", "12"),
                    index("shop.users.phone_email", null, NUMBER),
                    both(Map.of("phone", NUMBER)),
                    both(Map.of("phone", NUMBER, "email", "")),
                    erased)))
        .containsExactly(
            "bad-request",
            "bad-request",
            "bad-request",
            "bad-request",
            "bad-request",
            "bad-request",
            "bad-request",
            "bad-request",
            "subject-erased");
  }

  @Test
  void aLookUpFindsWhatWasStoredBeforeARotation() {
    ItemResult.Indexed before =
        indexed(index(ORDER_SERVICE, index(PHONE, null, NUMBER)).items().getFirst());
    room.crypto.keyrings().rotate(KeyringName.INDEX);
    ItemResult.Indexed after =
        indexed(index(SUPPORT_DESK, index(PHONE, null, NUMBER)).items().getFirst());

    assertThat(after.index().orElseThrow().query())
        .contains(before.index().orElseThrow().store())
        .contains(after.index().orElseThrow().store());
    assertThat(after.index().orElseThrow().store())
        .isNotEqualTo(before.index().orElseThrow().store());
  }

  @Test
  void aTokenIsTurnedBackAsAValueIsDecrypted() {
    String token = tokenOf("anna");

    assertThat(room.lastItems()).containsExactly(PHONE + "/tokenized//1");
    assertThat(tokenOf("anna")).isEqualTo(token);
    assertThat(detokenize(ORDER_SERVICE, DELIVER, "anna", token).items())
        .containsExactly(new ItemResult.Done(NUMBER, false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear/token/1");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("decrypt");
    assertThat(detokenize(SUPPORT_DESK, SUPPORT, null, token).items())
        .containsExactly(new ItemResult.Done("138****8000", true));
    assertThat(room.lastEntry().get("items").get(0).get("subjects")).hasSize(1);
    assertThat(codes(detokenize(ORDER_SERVICE, SUPPORT, "anna", token)))
        .containsExactly("not-permitted");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-permitted/token/caller-not-named/1");
  }

  @Test
  void aTokenBelongsToItsFieldAndSubject() {
    String token = tokenOf("anna");
    tokenOf("boris");

    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "boris", token)))
        .containsExactly("not-authentic");
    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "nobody", token)))
        .containsExactly("subject-erased");
    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token + "A")))
        .containsExactly("token-unknown");
    room.crypto.subjects().erase(new SubjectId("anna"));
    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token)))
        .containsExactly("subject-erased");
    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, null, token)))
        .containsExactly("token-unknown");
  }

  @Test
  void anExpiredTokenIsToldSo() {
    String token = tokenOf("anna");
    room.clock.advance(Duration.ofDays(30));

    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token)))
        .containsExactly("token-expired");
  }

  @Test
  void aTokenWhoseValueWasRemovedStaysExpiredUnderAClockThatWasSetBack() {
    String token = tokenOf("anna");
    room.clock.advance(Duration.ofDays(30));
    room.database
        .jdbi()
        .useHandle(handle -> handle.execute("update crypto.token set envelope = null"));
    room.clock.advance(Duration.ofDays(-20));

    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token)))
        .containsExactly("token-expired");
    assertThat(tokenOf("anna"))
        .as("a deterministic token comes back with its value")
        .isEqualTo(token);
    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token))).containsExactly("done");
  }

  @Test
  void aTokenThatOnlyItsKeyKeepsBackIsNotToldToBeUnknown() {
    String token = tokenOf("anna");
    String oneWay =
        value(
            run(room.access.tokenize(
                    requester(ORDER_SERVICE), List.of(seal(EMAIL, "anna", "a@b.cn"))))
                .join()
                .items()
                .getFirst());
    room.crypto.keyrings().rotate(KeyringName.TOKEN);
    changeKeys("update crypto.keyring set min_decrypt_version = 2 where name = 'token'");

    assertThat(codes(detokenize(ORDER_SERVICE, DELIVER, "anna", token)))
        .containsExactly("key-retired");
    assertThat(room.lastItems()).containsExactly(PHONE + "/key-retired/token/1");
    assertThat(check(PHONE, token).items().stream().map(Room::value)).containsExactly("true");

    changeKeys(
        "update crypto.keyring_version set state = 'DESTROYED', wrapped = null"
            + " where keyring = 'token' and version = 1");
    assertThat(codes(check(EMAIL, oneWay))).containsExactly("key-destroyed");
    assertThat(
            codes(
                run(room.access.detokenize(
                        requester(ORDER_SERVICE),
                        DELIVER,
                        Disclosure.CLEAR,
                        List.of(new TokenItem(EMAIL, "anna", oneWay))))
                    .join()))
        .containsExactly("key-destroyed");
  }

  private BatchResult check(String field, String token) {
    return run(room.access.checkTokens(
            requester(SUPPORT_DESK), List.of(new TokenItem(field, null, token))))
        .join();
  }

  /** As an older release let administrators do it while tokens need the version. */
  private void changeKeys(String sql) {
    room.database.jdbi().useHandle(handle -> handle.execute(sql));
    room.crypto.keyrings().reload();
  }

  @Test
  void aOneWayTokenIsATokenThatNothingTurnsBack() {
    Access request =
        room.access.tokenize(requester(ORDER_SERVICE), List.of(seal(EMAIL, "anna", "a@b.cn")));
    String token = value(run(request).join().items().getFirst());
    TokenItem item = new TokenItem(EMAIL, "anna", token);
    BatchResult turned =
        run(room.access.detokenize(
                requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item)))
            .join();
    BatchResult checked =
        run(room.access.checkTokens(
                requester(SUPPORT_DESK), List.of(item, new TokenItem(EMAIL, null, "yt1.AAAA"))))
            .join();

    assertThat(codes(turned)).containsExactly("bad-request");
    assertThat(checked.items().stream().map(Room::value)).containsExactly("true", "false");
    assertThat(room.lastItems())
        .containsExactly(EMAIL + "/checked/token/1", EMAIL + "/checked/no-token/1");
  }

  @Test
  void fieldsWithoutTokensAndContextsAreRefused() {
    BatchResult result =
        run(room.access.tokenize(
                requester(ORDER_SERVICE),
                List.of(
                    seal("shop.users.name", "anna", "张三"),
                    new SealItem(PHONE, "anna", "order 7", NUMBER),
                    seal(PHONE, null, NUMBER))))
            .join();

    assertThat(result.items()).allSatisfy(item -> assertThat(code(item)).isEqualTo("bad-request"));
  }
}
