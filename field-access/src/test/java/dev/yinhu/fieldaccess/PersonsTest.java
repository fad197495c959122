package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.register.SubjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PersonsTest {
  private static final String PHONE = "shop.users.phone";
  private static final Persons.Order ORDER =
      new Persons.Order("yinhu", "r-1", "R-00000-00000-00000-00000");

  private static Room room;

  @BeforeAll
  static void openRoom() {
    room = Room.open();
  }

  @AfterAll
  static void closeRoom() {
    room.close();
  }

  @Test
  void somebodyNewGetsAReferenceThatTheyKeep() {
    Persons persons = room.access.persons();
    SubjectId anna = new SubjectId("anna");

    assertThat(persons.known(anna)).isEmpty();
    String reference = persons.reference(anna);
    assertThat(persons.reference(anna)).isEqualTo(reference);
    assertThat(persons.known(anna)).contains(reference);
  }

  @Test
  void whoIsErasedCanBeReadNoMoreAndTheLogSaysSoWithoutNamingThem() {
    Persons persons = room.access.persons();
    SubjectId bea = new SubjectId("customer-bea");
    String ciphertext = room.sealed(PHONE, bea.value(), "13800138000");
    String reference = persons.known(bea).orElseThrow();

    Persons.Erased erased = persons.erase(bea, ORDER);

    assertThat(erased.reference()).contains(reference);
    JsonNode entry = Room.json(room.audit.entry(erased.entry()).orElseThrow().json());
    assertThat(entry.toString())
        .contains("subject-erase", "R-00000-00000-00000-00000", reference, "erased")
        .doesNotContain("customer-bea");
    assertThat(Room.code(room.decrypt(open(PHONE, bea.value(), ciphertext))))
        .isEqualTo("subject-erased");
    assertThat(persons.known(bea)).isEmpty();
  }

  @Test
  void erasingAgainDoesNoHarmAndIsRecorded() {
    Persons persons = room.access.persons();
    SubjectId nobody = new SubjectId("nobody-at-all");

    Persons.Erased erased = persons.erase(nobody, ORDER);

    assertThat(erased.reference()).isEmpty();
    assertThat(Room.json(room.audit.entry(erased.entry()).orElseThrow().json()).toString())
        .contains("not-known");
  }
}
