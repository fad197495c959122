package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SERIAL;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.requester;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.SubjectId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RewrapTest {
  private static final CallerName DATA_JOB = new CallerName("data-job");
  private static final String GRANTS = "- {name: order-service, operations: [encrypt, decrypt]}";
  private static final String NUMBER = "13800138000";
  private static final String PERSON = "person-4711";

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
    room.access.use(
        2,
        Room.register(GRANTS, GRANTS + "\n            - {name: data-job, operations: [rewrap]}"));
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private List<ItemResult> rewrap(CallerName caller, OpenItem... items) {
    return Room.run(room.access.rewrap(requester(caller), Arrays.asList(items))).join().items();
  }

  private String compare(String subject, String ciphertext, String value) {
    CompareItem item = new CompareItem(open(PHONE, subject, ciphertext), value);
    return Room.code(
        Room.run(room.access.compare(requester(DATA_JOB), List.of(item)))
            .join()
            .items()
            .getFirst());
  }

  @Test
  void aCiphertextUnderTheNewestKeyComesBackAsItIs() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);

    assertThat(rewrap(DATA_JOB, open(PHONE, PERSON, ciphertext)))
        .containsExactly(new ItemResult.Done(ciphertext, false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/unchanged//1");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("rewrap");
    assertThat(room.lastEntry().has("purpose")).isFalse();
  }

  @Test
  void afterARotationItLiesUnderTheNewKeyAndHoldsTheSameValue() {
    String old = room.sealed(PHONE, PERSON, NUMBER);
    String shared = room.sealed(SERIAL, null, "serial-1");
    room.crypto.keyrings().rotate(KeyringName.FIELD);

    List<ItemResult> done = rewrap(DATA_JOB, open(PHONE, PERSON, old), open(SERIAL, null, shared));
    String fresh = Room.value(done.getFirst());

    assertThat(fresh).isNotEqualTo(old);
    assertThat(room.lastItems()).containsExactly(PHONE + "/rewrapped//1", SERIAL + "/rewrapped//1");
    assertThat(room.lastEntry().at("/items/0/subjects")).hasSize(1);
    assertThat(Room.value(room.decrypt(open(PHONE, PERSON, fresh)))).isEqualTo(NUMBER);
    assertThat(Room.value(room.decrypt(open(SERIAL, null, Room.value(done.getLast())))))
        .isEqualTo("serial-1");
    assertThat(rewrap(DATA_JOB, open(PHONE, PERSON, fresh)))
        .containsExactly(new ItemResult.Done(fresh, false));
  }

  @Test
  void fieldSubjectAndContextAreBoundAsWhenDecrypting() {
    SealItem sealing = new SealItem(PHONE, PERSON, "order 7", NUMBER);
    String sealed = Room.value(room.encrypt(sealing).getFirst());
    room.sealed(PHONE, "somebody-else", NUMBER);
    room.crypto.keyrings().rotate(KeyringName.FIELD);

    List<ItemResult> results =
        rewrap(
            DATA_JOB,
            new OpenItem(PHONE, PERSON, "order 7", sealed),
            new OpenItem(PHONE, PERSON, "order 8", sealed),
            new OpenItem(PHONE, PERSON, null, sealed),
            new OpenItem(PHONE, "somebody-else", "order 7", sealed),
            new OpenItem(PHONE, "nobody-known", "order 7", sealed),
            new OpenItem("shop.users.email", PERSON, "order 7", sealed),
            new OpenItem(PHONE, null, "order 7", sealed),
            new OpenItem(PHONE, PERSON, "order 7", NUMBER));

    assertThat(results)
        .extracting(Room::code)
        .containsExactly(
            "done",
            "not-authentic",
            "not-authentic",
            "not-authentic",
            "not-authentic",
            "not-authentic",
            "bad-request",
            "bad-request");
    OpenItem again = new OpenItem(PHONE, PERSON, "order 7", Room.value(results.getFirst()));
    assertThat(Room.value(room.decrypt(again))).isEqualTo(NUMBER);
  }

  @Test
  void onlyTheRightToRewrapAllowsIt() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    for (CallerName caller : List.of(ORDER_SERVICE, SUPPORT_DESK, new CallerName("stranger"))) {
      assertThat(rewrap(caller, open(PHONE, PERSON, ciphertext)))
          .extracting(Room::code)
          .containsExactly("not-permitted");
      assertThat(room.lastItems())
          .containsExactly(PHONE + "/not-permitted/operation-not-granted/1");
    }
    assertThat(
            Room.codes(
                room.decrypt(
                    DATA_JOB,
                    DELIVER,
                    Disclosure.PERMITTED,
                    List.of(open(PHONE, PERSON, ciphertext)))))
        .containsExactly("not-permitted");
    assertThat(rewrap(DATA_JOB, open("shop.users.id", PERSON, ciphertext)))
        .extracting(Room::code)
        .containsExactly("not-permitted");
  }

  @Test
  void anErasedPersonsCiphertextCannotBeRewrapped() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    room.crypto.subjects().erase(new SubjectId(PERSON));
    assertThat(rewrap(DATA_JOB, open(PHONE, PERSON, ciphertext)))
        .extracting(Room::code)
        .containsExactly("subject-erased");
  }

  @Test
  void comparingSaysWhetherAndNothingElse() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    String empty = room.sealed(PHONE, PERSON, "");

    assertThat(compare(PERSON, ciphertext, NUMBER)).isEqualTo("done");
    assertThat(room.lastItems()).containsExactly(PHONE + "/same//1");
    assertThat(compare(PERSON, ciphertext, NUMBER + " ")).isEqualTo("different");
    assertThat(room.lastItems()).containsExactly(PHONE + "/different//1");
    assertThat(compare(PERSON, empty, "")).isEqualTo("done");
    assertThat(compare(PERSON, empty, NUMBER)).isEqualTo("different");
    assertThat(compare("somebody-else", ciphertext, NUMBER)).isEqualTo("not-authentic");
    assertThat(compare(PERSON, ciphertext, "\ud800")).isEqualTo("bad-request");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("rewrap");
    CompareItem item = new CompareItem(open(PHONE, PERSON, ciphertext), NUMBER);
    assertThat(item.toString()).doesNotContain(NUMBER);
    assertThat(
            Room.codes(
                Room.run(room.access.compare(requester(ORDER_SERVICE), List.of(item))).join()))
        .containsExactly("not-permitted");
  }
}
