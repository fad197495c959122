package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields with FF1 behind the guard: a phone number that stays one. */
class ShapedItemsTest {
  private static final String EMAIL = "shop.users.email";
  private static final String PERSON = "u-1";
  private static final String NUMBER = "138-0013-8000";

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
    use(1, "FF1_AES256");
  }

  private void use(long version, String suite) {
    room.access.use(version, register(suite));
  }

  private static Register register(String suite) {
    return Registers.parse(
        Room.registerText()
            .replaceFirst("(name: phone[\\s\\S]*?suite: )\\w+", "$1" + suite)
            .replace(
                "name: order-service, operations: [",
                "name: order-service, operations: [rewrap, "));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void theCiphertextIsAPhoneNumberAndComesWithItsKeyVersion() {
    ItemResult result = room.encrypt(seal(PHONE, PERSON, NUMBER)).getFirst();

    assertThat(result)
        .isInstanceOfSatisfying(
            ItemResult.Done.class,
            done -> {
              assertThat(done.value()).matches("138-[0-9]{4}-[0-9]{4}").isNotEqualTo(NUMBER);
              assertThat(done.keyVersion()).hasValue(1);
            });
    assertThat(room.lastItems()).containsExactly(PHONE + "/encrypted//1");
    assertThat(room.decrypt(open(PHONE, PERSON, Room.value(result))))
        .isEqualTo(new ItemResult.Done(NUMBER, false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear//1");
  }

  @Test
  void maskedDisclosureMasksIt() {
    String sealed = room.sealed(PHONE, PERSON, NUMBER);

    BatchResult result =
        room.decrypt(
            ORDER_SERVICE, DELIVER, Disclosure.MASKED, List.of(open(PHONE, PERSON, sealed)));

    assertThat(Room.codes(result)).containsExactly("masked");
    assertThat(Room.value(result.items().getFirst())).doesNotContain("0013");
  }

  @Test
  void whatDoesNotFitIsRefusedWithWhatIsExpected() {
    for (String value : List.of("", "1380013800", "138001380000", "1380013800a", "not a number")) {
      ItemResult result = room.encrypt(seal(PHONE, PERSON, value)).getFirst();

      assertThat(result)
          .isInstanceOfSatisfying(
              ItemResult.Refused.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ItemCode.BAD_REQUEST);
                assertThat(refused.message()).contains("expected");
                assertThat(value.isEmpty() || !refused.message().contains(value)).isTrue();
              });
      assertThat(room.lastItems()).containsExactly(PHONE + "/bad-request/value/1");
    }
  }

  @Test
  void anEnvelopeIsRefusedHereAndAShapeElsewhere() {
    String envelope = room.sealed(EMAIL, PERSON, "anna@example.com");
    String shaped = room.sealed(PHONE, PERSON, NUMBER);

    assertThat(message(room.decrypt(open(PHONE, PERSON, envelope)))).contains("no envelopes");
    assertThat(message(room.decrypt(open(EMAIL, PERSON, shaped)))).contains("yh1.");
    assertThat(
            message(room.decrypt(new OpenItem(EMAIL, PERSON, null, envelope, OptionalInt.of(1)))))
        .contains("leave key_version out");
    assertThat(message(room.decrypt(open(PHONE, PERSON, "13800")))).contains("expected 11");
  }

  private static String message(ItemResult result) {
    assertThat(Room.code(result)).isEqualTo("bad-request");
    return ((ItemResult.Refused) result).message();
  }

  @Test
  void afterARotationTheVersionDecides() {
    String old = room.sealed(PHONE, PERSON, NUMBER);
    room.crypto.keyrings().rotate(KeyringName.FORMAT);
    ItemResult.Done fresh = (ItemResult.Done) room.encrypt(seal(PHONE, PERSON, NUMBER)).getFirst();

    assertThat(fresh.keyVersion()).hasValue(2);
    assertThat(message(room.decrypt(open(PHONE, PERSON, old)))).contains("key_version");
    assertThat(room.lastItems()).containsExactly(PHONE + "/bad-request/key-version/1");
    assertThat(Room.value(room.decrypt(versioned(old, 1)))).isEqualTo(NUMBER);
    assertThat(Room.value(room.decrypt(versioned(fresh.value(), 2)))).isEqualTo(NUMBER);
    assertThat(message(room.decrypt(versioned(old, 3)))).contains("no such key_version");
  }

  @Test
  void aVersionThatAnotherNodeMadeIsReadBeforeItIsRefused() {
    try (Room other = room.cold()) {
      other.access.use(1, register("FF1_AES256"));
      other.crypto.keyrings().rotate(KeyringName.FORMAT);
      String sealed = other.sealed(PHONE, PERSON, NUMBER);

      assertThat(Room.value(room.decrypt(versioned(sealed, 2)))).isEqualTo(NUMBER);
    }
  }

  @Test
  void rewrappingBringsItUnderTheNewVersion() {
    String old = room.sealed(PHONE, PERSON, NUMBER);
    assertThat(rewrapped(old, 1)).isEqualTo(new ItemResult.Done(old, false, OptionalInt.of(1)));
    room.crypto.keyrings().rotate(KeyringName.FORMAT);

    ItemResult.Done fresh = rewrapped(old, 1);

    assertThat(fresh.keyVersion()).hasValue(2);
    assertThat(room.lastItems()).containsExactly(PHONE + "/rewrapped//1");
    assertThat(Room.value(room.decrypt(versioned(fresh.value(), 2)))).isEqualTo(NUMBER);
  }

  private ItemResult.Done rewrapped(String ciphertext, int version) {
    return (ItemResult.Done)
        Room.run(
                room.access.rewrap(
                    requester(ORDER_SERVICE), List.of(versioned(ciphertext, version))))
            .join()
            .items()
            .getFirst();
  }

  @Test
  void ofAnErasedPersonNothingIsDecrypted() {
    String sealed = room.sealed(PHONE, PERSON, NUMBER);
    room.crypto.subjects().erase(new SubjectId(PERSON));

    assertThat(Room.code(room.decrypt(open(PHONE, PERSON, sealed)))).isEqualTo("subject-erased");
  }

  @Test
  void equalValuesOfTwoPeopleDifferAndOfOneAreEqual() {
    String anna = room.sealed(PHONE, PERSON, NUMBER);

    assertThat(room.sealed(PHONE, PERSON, NUMBER)).isEqualTo(anna);
    assertThat(room.sealed(PHONE, "u-2", NUMBER)).isNotEqualTo(anna);
  }

  @Test
  void sm4DoesTheSame() {
    use(2, "FF1_SM4");
    String sealed = room.sealed(PHONE, PERSON, NUMBER);

    assertThat(sealed).matches("138-[0-9]{4}-[0-9]{4}");
    assertThat(Room.value(room.decrypt(open(PHONE, PERSON, sealed)))).isEqualTo(NUMBER);
  }

  private static OpenItem versioned(String ciphertext, int version) {
    return new OpenItem(PHONE, PERSON, null, ciphertext, OptionalInt.of(version));
  }
}
