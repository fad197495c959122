package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.MARKETING_JOB;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.open;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedAccessTest {
  private static final String NUMBER = "13800138000";
  private static final String PERSON = "person-4711";

  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  @Test
  void whatOrderServiceEncryptsItReadsInClear() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    assertThat(ciphertext).startsWith("yh1.").doesNotContain(NUMBER);
    assertThat(room.lastItems()).containsExactly(PHONE + "/encrypted//1");
    JsonNode sealing = room.lastEntry();
    assertThat(sealing.get("operation").asText()).isEqualTo("encrypt");
    assertThat(sealing.has("purpose")).isFalse();

    ItemResult result = room.decrypt(open(PHONE, PERSON, ciphertext));
    assertThat(result).isEqualTo(new ItemResult.Done(NUMBER, false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear//1");
    JsonNode opening = room.lastEntry();
    assertThat(opening.get("operation").asText()).isEqualTo("decrypt");
    assertThat(opening.get("caller").asText()).isEqualTo("order-service");
    assertThat(opening.get("purpose").asText()).isEqualTo("deliver-order");
    assertThat(opening.get("register").asLong()).isEqualTo(1);
    assertThat(opening.get("request").asText()).isEqualTo("r-order-service");
    assertThat(opening.get("time").asText()).isEqualTo("2026-06-01T04:00:00Z");
    assertThat(opening.at("/items/0/subjects").size()).isEqualTo(1);
    assertThat(opening.at("/items/0/subjects")).isEqualTo(sealing.at("/items/0/subjects"));
  }

  @ParameterizedTest
  @CsvSource({
    "marketing-job, deliver-order, shop.users.phone, PERMITTED, not-permitted, caller-not-named",
    "order-service, marketing, shop.users.phone, CLEAR, not-permitted, caller-not-named",
    "order-service, unheard-of, shop.users.phone, CLEAR, not-permitted, purpose-not-declared",
    "analysis-job, analysis, shop.users.phone, PERMITTED, not-permitted, purpose-not-active",
    "support-desk, customer-support, shop.users.id_number, MASKED, not-permitted,"
        + " field-not-covered",
    "support-desk, customer-support, shop.users.phone, CLEAR, not-permitted, only-masked",
    "support-desk, customer-support, shop.users.phone, PERMITTED, masked, ''",
    "support-desk, customer-support, shop.users.phone, MASKED, masked, ''",
    "order-service, deliver-order, shop.users.phone, MASKED, masked, ''",
    "order-service, deliver-order, shop.users.phone, PERMITTED, done, ''",
    "dpo, legal-duty, shop.users.phone, CLEAR, done, ''",
  })
  void theRegisterDecidesAndTheEntrySaysWhy(
      String caller, String purpose, String field, Disclosure wanted, String code, String detail) {
    String ciphertext = room.sealed(field, PERSON, NUMBER);
    String ref = room.lastEntry().at("/items/0/subjects/0").asText();
    BatchResult result =
        room.decrypt(
            new CallerName(caller),
            new Purpose(purpose),
            wanted,
            List.of(open(field, PERSON, ciphertext)));
    assertThat(codes(result)).containsExactly(code);
    String outcome = code.equals("done") ? "clear" : code;
    assertThat(room.lastItems()).containsExactly("%s/%s/%s/1".formatted(field, outcome, detail));
    // A purpose that nobody declared may hold anything, so the entry leaves it out.
    assertThat(room.lastEntry().path("purpose").asText())
        .isEqualTo(detail.equals("purpose-not-declared") ? "" : purpose);
    assertThat(room.lastEntry().at("/items/0/subjects/0").asText()).isEqualTo(ref);
  }

  @Test
  void theMaskedValueHidesWhatTheRegisterSays() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    BatchResult result =
        room.decrypt(
            SUPPORT_DESK, SUPPORT, Disclosure.PERMITTED, List.of(open(PHONE, PERSON, ciphertext)));
    assertThat(result.items()).containsExactly(new ItemResult.Done("138****8000", true));
  }

  @Test
  void aRefusalNamesNeitherValueNorPerson() {
    String ciphertext = room.sealed(PHONE, PERSON, NUMBER);
    BatchResult result =
        room.decrypt(
            MARKETING_JOB, DELIVER, Disclosure.CLEAR, List.of(open(PHONE, PERSON, ciphertext)));
    assertThat(result.items().toString()).doesNotContain(NUMBER, PERSON, ciphertext);
    assertThat(open(PHONE, PERSON, ciphertext).toString()).doesNotContain(PERSON, ciphertext);
    assertThat(seal(PHONE, PERSON, NUMBER).toString()).doesNotContain(PERSON, NUMBER);
    assertThat(new ItemResult.Done(NUMBER, false).toString()).doesNotContain(NUMBER);
  }

  @Test
  void encryptingNeedsAnActivePurposeThatGivesItToTheCaller() {
    BatchResult result =
        Room.run(
                room.access.encrypt(requester(MARKETING_JOB), List.of(seal(PHONE, PERSON, NUMBER))))
            .join();
    assertThat(codes(result)).containsExactly("not-permitted");
    assertThat(room.lastItems()).containsExactly(PHONE + "/not-permitted/operation-not-granted/1");
    assertThat(room.lastEntry().at("/items/0/subjects")).isEmpty();

    assertThat(room.encrypt(seal("shop.users.id", PERSON, "1")))
        .extracting(Room::code)
        .containsExactly("not-permitted");
    assertThat(room.lastItems())
        .containsExactly("shop.users.id/not-permitted/field-not-protected/1");
  }

  @Test
  void maskingAValueInHandIsDecidedAndAudited() {
    BatchResult done =
        Room.run(
                room.access.mask(
                    requester(SUPPORT_DESK),
                    List.of(seal(PHONE, null, NUMBER), seal("shop.users.id_number", null, "x"))))
            .join();
    assertThat(codes(done)).containsExactly("masked", "not-permitted");
    assertThat(room.lastEntry().get("operation").asText()).isEqualTo("mask");
    assertThat(room.lastItems())
        .containsExactly(
            PHONE + "/masked//1", "shop.users.id_number/not-permitted/operation-not-granted/1");
  }

  @Test
  void anUnknownFieldIsAuditedWithoutItsName() {
    BatchResult result =
        room.decrypt(
            ORDER_SERVICE, DELIVER, Disclosure.CLEAR, List.of(open(NUMBER, PERSON, "yh1.AAAA")));
    assertThat(codes(result)).containsExactly("bad-request");
    assertThat(room.lastItems()).containsExactly("?/bad-request/unknown-field/1");
  }

  @Test
  void resultsStandInTheOrderOfTheItemsAndOneBadItemSpoilsNoOther() {
    List<OpenItem> items = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String person = "mixed-" + i % 7;
      String ciphertext = room.sealed(PHONE, person, "number-" + i);
      switch (i % 4) {
        case 0 -> items.add(open(PHONE, person, ciphertext));
        case 1 -> items.add(open("shop.users.email", person, ciphertext));
        case 2 -> items.add(open(PHONE, null, ciphertext));
        default -> items.add(open("no.such.field", person, ciphertext));
      }
      expected.add(List.of("done", "not-authentic", "bad-request", "bad-request").get(i % 4));
    }
    BatchResult result = room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, items);
    assertThat(codes(result)).isEqualTo(expected);
    assertThat(result.succeeded()).isEqualTo(15);
    for (int i = 0; i < 60; i += 4) {
      assertThat(Room.value(result.items().get(i))).isEqualTo("number-" + i);
    }
    assertThat(room.lastItems())
        .containsExactly(
            PHONE + "/clear//15",
            "shop.users.email/not-authentic/tag/15",
            PHONE + "/bad-request/subject/15",
            "?/bad-request/unknown-field/15");
    assertThat(room.lastEntry().at("/items/0/subjects")).hasSize(7);
  }

  @Test
  void aThousandItemsAreTakenNoneAndOneMoreAreNot() {
    SealItem[] items =
        IntStream.range(0, FieldAccess.MAX_ITEMS)
            .mapToObj(i -> seal(PHONE, "thousand-" + i, "number-" + i))
            .toArray(SealItem[]::new);
    List<ItemResult> sealed = room.encrypt(items);
    List<OpenItem> opening =
        IntStream.range(0, items.length)
            .mapToObj(i -> open(PHONE, "thousand-" + i, Room.value(sealed.get(i))))
            .toList();
    BatchResult result = room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, opening);
    for (int i = 0; i < items.length; i++) {
      assertThat(Room.value(result.items().get(i))).isEqualTo("number-" + i);
    }
    assertThat(room.lastEntry().at("/items/0/subjects")).hasSize(1_000);
    long entries = room.audit.head().size();
    for (int size : new int[] {0, 1_001}) {
      List<SealItem> wrong = Collections.nCopies(size, items[0]);
      List<OpenItem> wrongToo = Collections.nCopies(size, opening.getFirst());
      assertThatThrownBy(() -> room.access.encrypt(requester(ORDER_SERVICE), wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> room.access.mask(requester(ORDER_SERVICE), wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              room.access.decrypt(requester(ORDER_SERVICE), DELIVER, Disclosure.CLEAR, wrongToo))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(room.audit.head().size()).isEqualTo(entries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "subject", "context", "ciphertext", "field"})
  void nothingPersonalReachesTheLog(String where) {
    String planted = "planted-personal-text-" + where;
    String phone = room.sealed(PHONE, planted, planted);
    room.encrypt(
        seal(planted, planted, planted), new SealItem(PHONE, planted, planted, "\ud800" + planted));
    room.decrypt(open(PHONE, planted, phone));
    room.decrypt(new OpenItem(planted, planted, planted, planted));
    room.decrypt(open(PHONE, planted + "-nobody", "yh1." + planted));
    assertThat(room.allEntries()).hasSize(5).noneMatch(entry -> entry.contains("planted"));
    assertThat(room.allEntries()).noneMatch(entry -> entry.contains(phone));
  }

  @Test
  void beforeTheFirstRegisterThereIsNothingToAsk() {
    try (FieldAccess fresh = room.anotherNode()) {
      assertThat(fresh.registerVersion()).isEmpty();
      assertThatThrownBy(
              () -> fresh.encrypt(requester(ORDER_SERVICE), List.of(seal(PHONE, PERSON, NUMBER))))
          .isInstanceOf(NoRegister.class);
    }
  }
}
