package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row with a canary has all that other rows have, and whoever finds it by that is told of. */
class PlantedCanaryTest {
  private static final String EMAIL = "shop.users.email";
  private static final String PROTECTED = "{protect: {suite: AES256_GCM, index: true}}";

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
    usePhone("suite: AES256_GCM, index: true, indexes: {last4: {last: 4}}, tokens: true");
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private static String text(String phone) {
    return Room.registerText()
        .replaceFirst("\\Q" + PROTECTED + "\\E", "{protect: {" + phone + "}}")
        .replace(
            "        yinhu: {subject: id}\n",
            "        yinhu: {subject: id, indexes: [{name: phone_email, fields: [phone,"
                + " email]}]}\n");
  }

  private void usePhone(String protection) {
    room.access.use(2, Registers.parse(text(protection)));
  }

  private static CanaryOrder order(Optional<String> value, boolean tokenize) {
    return new CanaryOrder(PHONE, 1, Optional.empty(), value, tokenize);
  }

  private MintedCanary minted(boolean tokenize) {
    CanaryMinting minting = room.access.canaries();
    CanaryOrder order = order(Optional.empty(), tokenize);
    assertThat(minting.problem(order)).isEmpty();
    return minting.mint(List.of(order)).getFirst();
  }

  private ItemResult.Indexed look(Room node, String field, String part, String value) {
    IndexItem item =
        new IndexItem(field, part.isEmpty() ? null : part, value, Optional.empty(), null);
    return look(node, item);
  }

  private static ItemResult.Indexed look(Room node, IndexItem item) {
    Access asked = node.access.index(requester(SUPPORT_DESK), Optional.empty(), List.of(item));
    ItemResult result = run(asked).join().items().getFirst();
    assertThat(result).isInstanceOf(ItemResult.Indexed.class);
    return (ItemResult.Indexed) result;
  }

  @Test
  void itsIndexesAreThoseOfItsValueAndLookingForItIsMarked() {
    MintedCanary canary = minted(false);
    ItemResult.Indexed stored = canary.indexes().orElseThrow();
    String spelt = "+86 " + canary.value();

    ItemResult.Indexed found = look(room, PHONE, "", spelt);

    assertThat(found.index().orElseThrow().query()).contains(stored.index().orElseThrow().store());
    assertThat(found.parts()).isEqualTo(stored.parts()).containsOnlyKeys("last4");
    assertThat(room.lastItems()).containsExactly(PHONE + "/indexed/canary/1");
    assertThat(room.lastEntry().toString()).doesNotContain(canary.value());
    look(room, PHONE, "", "13800138000");
    assertThat(room.lastItems()).containsExactly(PHONE + "/indexed//1");
    look(room, PHONE, "last4", canary.value().substring(7));
    assertThat(room.lastItems()).containsExactly(PHONE + "/indexed/last4/1");
    look(
        room,
        new IndexItem(
            "shop.users.phone_email",
            null,
            null,
            Optional.of(Map.of("phone", canary.value(), "email", "a@b.cn")),
            null));
    assertThat(room.lastItems()).containsExactly("shop.users.phone_email/indexed/canary/1");
  }

  @Test
  void anotherNodeTellsToo() {
    MintedCanary canary = minted(false);
    try (Room other = room.cold()) {
      other.access.use(2, Registers.parse(text("suite: AES256_GCM, index: true")));
      look(other, PHONE, "", canary.value());
      assertThat(other.lastItems()).containsExactly(PHONE + "/indexed/canary/1");
    }
  }

  @Test
  void itsTokenIsTurnedBackLikeAnyAndMarked() {
    MintedCanary canary = minted(true);
    String token = canary.token().orElseThrow().token();
    TokenItem item = new TokenItem(PHONE, canary.subject().orElseThrow(), token);

    BatchResult back =
        run(room.access.detokenize(
                requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, List.of(item)))
            .join();

    assertThat(back.items()).containsExactly(new ItemResult.Done(canary.value(), false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear/token/canary/1");
    assertThat(minted(false).token()).isEmpty();
  }

  @Test
  void itKeepsTheShapeWhereTheFieldDoes() {
    usePhone("suite: FF1_SM4, index: true");
    MintedCanary canary = minted(false);
    ItemResult.Done sealed = canary.ciphertext();

    assertThat(sealed.value()).matches("[0-9]{11}").startsWith(canary.value().substring(0, 3));
    assertThat(sealed.keyVersion()).isEqualTo(OptionalInt.of(1));
    String subject = canary.subject().orElseThrow();
    OpenItem item = new OpenItem(PHONE, subject, null, sealed.value(), sealed.keyVersion());
    assertThat(room.decrypt(item)).isEqualTo(new ItemResult.Done(canary.value(), false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear/canary/1");
  }

  @Test
  void whatCannotBeStoredIsToldBefore() {
    CanaryMinting tokens = room.access.canaries();
    assertThat(tokens.problem(new CanaryOrder(EMAIL, 1, Optional.empty(), Optional.empty(), true)))
        .hasValueSatisfying(told -> assertThat(told).contains("no tokens"));
    usePhone("suite: FF1_SM4, index: true");
    assertThat(room.access.canaries().problem(order(Optional.of("not a number"), false)))
        .hasValueSatisfying(
            told -> assertThat(told).contains("expected 11").doesNotContain("not a"));
    usePhone("suite: FF1_SM4, index: true, format: {min_length: 14, max_length: 14}");
    assertThat(room.access.canaries().problem(order(Optional.empty(), false)))
        .hasValueSatisfying(told -> assertThat(told).contains("can be made up", "expected 14"));
    usePhone("suite: AES256_GCM, index: true, format: mobile, tokens: {keep_format: true}");
    assertThat(room.access.canaries().problem(order(Optional.of("x"), true))).isPresent();
    assertThat(room.access.canaries().problem(order(Optional.of("x"), false))).isEmpty();
  }
}
