package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspensionsTest {
  private static final String MARK = "containment-7";
  private static Suspended now = Suspended.NOTHING;
  private static Room room;
  private static FieldAccess access;
  private static String sealed = "";

  @BeforeAll
  static void openRoom() {
    room = Room.open();
    access =
        FieldAccess.open(
            room.database.jdbi(),
            room.crypto,
            room.audit,
            room.clock,
            Room.SHANGHAI,
            Tombstones.NONE,
            () -> now);
    access.use(1, Registers.parse(Room.registerText()));
    sealed = room.sealed(PHONE, "cara", "13800138000");
  }

  @AfterAll
  static void closeRoom() {
    access.close();
    room.close();
  }

  @BeforeEach
  void suspendNothing() {
    now = Suspended.NOTHING;
    assertThat(decrypted()).isEqualTo("done");
  }

  private static String decrypted() {
    return code(decrypt(1));
  }

  private static Access decrypt(int items) {
    return access.decrypt(
        shop(),
        Room.DELIVER,
        Disclosure.CLEAR,
        IntStream.range(0, items).mapToObj(_ -> open(PHONE, "cara", sealed)).toList());
  }

  private static String encrypted() {
    return code(access.encrypt(shop(), List.of(seal(PHONE, "dora", "139"))));
  }

  private static Requester shop() {
    return new Requester(Room.ORDER_SERVICE, "r-1");
  }

  private static String code(Access request) {
    return Room.code(Room.run(request).join().items().getFirst());
  }

  private static Suspended suspended(
      Map<String, String> callers,
      Map<String, String> purposes,
      Map<String, String> fields,
      Map<String, String> persons,
      Optional<String> everything,
      Map<String, Suspended.Limit> limits) {
    return new Suspended(callers, purposes, fields, persons, everything, limits);
  }

  @Test
  void aSuspendedCallerGetsNothingAndTheLogSaysWhatHeldItBack() {
    now =
        suspended(
            Map.of(Room.ORDER_SERVICE.value(), MARK),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Map.of());

    assertThat(decrypted()).isEqualTo("suspended");
    assertThat(room.lastItems()).containsExactly(PHONE + "/suspended/" + MARK + "/1");
    assertThat(encrypted()).isEqualTo("suspended");
  }

  @Test
  void nothingIsReadForASuspendedPurpose() {
    now =
        suspended(
            Map.of(),
            Map.of(Room.DELIVER.key(), MARK),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Map.of());

    assertThat(decrypted()).isEqualTo("suspended");
    assertThat(encrypted()).as("needs no purpose").isEqualTo("done");
  }

  @Test
  void ofAFrozenFieldPersonOrEverythingNothingIsReadAndEncryptingGoesOn() {
    String cara = room.access.persons().known(new SubjectId("cara")).orElseThrow();
    for (Suspended frozen :
        List.of(
            suspended(
                Map.of(), Map.of(), Map.of(PHONE, MARK), Map.of(), Optional.empty(), Map.of()),
            suspended(Map.of(), Map.of(), Map.of(), Map.of(cara, MARK), Optional.empty(), Map.of()),
            suspended(Map.of(), Map.of(), Map.of(), Map.of(), Optional.of(MARK), Map.of()))) {
      now = frozen;
      assertThat(decrypted()).isEqualTo("suspended");
      assertThat(encrypted()).isEqualTo("done");
    }
  }

  @Test
  void othersAreNotHeldBack() {
    now =
        suspended(
            Map.of("support-desk", MARK),
            Map.of("marketing", MARK),
            Map.of("shop.users.email", MARK),
            Map.of("AAAAAAAAAAAAAAAAAAAAAA", MARK),
            Optional.empty(),
            Map.of("support-desk", new Suspended.Limit(MARK, 1)));

    assertThat(decrypted()).isEqualTo("done");
  }

  @Test
  void aLimitIsLoweredWhereTheRegisterHasNone() {
    now =
        suspended(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Map.of(Room.ORDER_SERVICE.value(), new Suspended.Limit(MARK, 3)));

    List<String> codes = Room.run(decrypt(5)).join().items().stream().map(Room::code).toList();

    assertThat(codes).containsExactly("done", "done", "done", "limit-exceeded", "limit-exceeded");
    assertThat(room.lastItems())
        .containsExactly(PHONE + "/clear//3", PHONE + "/limit-exceeded/" + MARK + "/2");
  }

  @Test
  void aLimitOfNothingIsASuspension() {
    assertThatThrownBy(() -> new Suspended.Limit(MARK, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
