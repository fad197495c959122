package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TombstonesTest {
  private static final Set<String> GONE = ConcurrentHashMap.newKeySet();
  private static Room room;
  private static FieldAccess access;

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
            (reference, requester) ->
                GONE.contains(reference) && !requester.requestId().equals("the-deletion"));
    access.use(1, Registers.parse(Room.registerText()));
  }

  @AfterAll
  static void closeRoom() {
    access.close();
    room.close();
  }

  private static String code(Access request) {
    return Room.code(Room.run(request).join().items().getFirst());
  }

  private static Requester shop(String requestId) {
    return new Requester(Room.ORDER_SERVICE, requestId);
  }

  private static Access decrypt(String requestId, String subject, String ciphertext) {
    return access.decrypt(
        shop(requestId), Room.DELIVER, Disclosure.CLEAR, List.of(open(PHONE, subject, ciphertext)));
  }

  @Test
  void whoIsBeingErasedGetsNothingNewAndNothingOfTheirsIsReadButByTheDeletion() {
    String ciphertext = room.sealed(PHONE, "cara", "13800138000");
    assertThat(code(decrypt("r-1", "cara", ciphertext))).isEqualTo("done");
    GONE.add(room.access.persons().known(new SubjectId("cara")).orElseThrow());

    assertThat(code(decrypt("r-2", "cara", ciphertext))).isEqualTo("subject-erased");
    assertThat(room.lastItems()).containsExactly(PHONE + "/subject-erased/being-erased/1");
    assertThat(code(access.encrypt(shop("r-3"), List.of(seal(PHONE, "cara", "139")))))
        .isEqualTo("subject-erased");
    assertThat(code(access.encrypt(shop("r-4"), List.of(seal(PHONE, "dora", "139")))))
        .isEqualTo("done");
    assertThat(code(decrypt("the-deletion", "cara", ciphertext))).isEqualTo("done");
  }

  @Test
  void whatALawKeepsOfSomebodyErasedIsReadForALegalDutyOnly() {
    String retained = Persons.retained("R-00000-00000-00000-00000").value();
    String ciphertext = room.sealed(PHONE, retained, "13800138000");

    assertThat(code(decrypt("r-5", retained, ciphertext))).isEqualTo("not-permitted");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-permitted/retained/1");
  }
}
