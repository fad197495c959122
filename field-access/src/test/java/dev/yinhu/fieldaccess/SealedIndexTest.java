package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.codes;
import static dev.yinhu.fieldaccess.Room.requester;
import static dev.yinhu.fieldaccess.Room.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes of what ciphertexts hold: the same as of the values, and no value leaves. */
class SealedIndexTest {
  private static final String NUMBER = "13800138000";
  private static final String EMAIL = "shop.users.email";
  private static final String BOTH = "shop.users.phone_email";
  private static final String GRANT = "{name: order-service, operations: [encrypt, decrypt]}";

  private Room room;

  @BeforeEach
  void open() {
    room = Room.open();
    String text =
        Registers.shopText()
            .replace(
                "        yinhu: {subject: id}\n",
                "        yinhu: {subject: id, indexes: [{name: phone_email, fields: [phone,"
                    + " email]}]}\n");
    assertThat(text).contains(GRANT);
    room.access.use(
        2, Registers.parse(text.replace(GRANT, GRANT.replace("decrypt]", "decrypt, rewrap]"))));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private OpenItem sealed(String field, String subject, String text) {
    return Room.open(field, subject, room.sealed(field, subject, text));
  }

  private BatchResult index(CallerName caller, SealedIndexItem... items) {
    return run(room.access.indexSealed(requester(caller), Arrays.asList(items))).join();
  }

  private IndexTerms ofValues(String index, String value, Map<String, String> values) {
    IndexItem item = new IndexItem(index, null, value, Optional.of(values), null);
    return terms(
        run(room.access.indexInside(requester(ORDER_SERVICE), List.of(item)))
            .join()
            .items()
            .getFirst());
  }

  private static IndexTerms terms(ItemResult result) {
    return switch (result) {
      case ItemResult.Indexed(Optional<IndexTerms> index, var _) -> index.orElseThrow();
      default -> throw new AssertionError("not indexed: " + result);
    };
  }

  @Test
  void indexesOfCiphertextsAreThoseOfTheirValues() {
    OpenItem phone = sealed(PHONE, "u-1", NUMBER);
    OpenItem email = sealed(EMAIL, "u-1", "A@Shop.Example");

    BatchResult result =
        index(
            ORDER_SERVICE,
            new SealedIndexItem(BOTH, List.of(phone, email)),
            new SealedIndexItem(PHONE, List.of(phone)));

    assertThat(room.lastItems())
        .containsExactly("shop.users.phone/indexed//2", "shop.users.email/indexed//1");
    assertThat(room.lastEntry().path("operation").asText()).isEqualTo("rewrap");
    assertThat(room.lastEntry().toString()).doesNotContain(NUMBER, "yi1.", "u-1");
    assertThat(result.items()).hasSize(3);
    IndexTerms both = terms(result.items().getFirst());
    assertThat(both)
        .isEqualTo(ofValues(BOTH, "", Map.of("phone", NUMBER, "email", "a@shop.example")));
    assertThat(terms(result.items().getLast())).isEqualTo(ofValues(PHONE, NUMBER, Map.of()));
  }

  @Test
  void anOlderIndexHoldsTheValueButIsNotCurrent() {
    OpenItem phone = sealed(PHONE, "u-1", NUMBER);
    String before = ofValues(PHONE, NUMBER, Map.of()).store();
    room.crypto.keyrings().rotate(KeyringName.INDEX);

    IndexTerms after =
        terms(index(ORDER_SERVICE, new SealedIndexItem(PHONE, List.of(phone))).items().getFirst());

    assertThat(after.holds(before)).isTrue();
    assertThat(after.isCurrent(before)).isFalse();
    assertThat(after.isCurrent(after.store())).isTrue();
    assertThat(after.holds("yi1.AAAA")).isFalse();
  }

  @Test
  void whoMayNotRewrapIsRefusedAndSoIsWhatCannotBeOpenedOrIndexed() {
    OpenItem phone = sealed(PHONE, "u-1", NUMBER);
    OpenItem email = sealed(EMAIL, "u-2", "a@shop.example");
    OpenItem name = sealed("shop.users.name", "u-1", "王小明");
    OpenItem moved = new OpenItem(PHONE, "u-2", null, phone.ciphertext());
    assertThat(codes(index(SUPPORT_DESK, new SealedIndexItem(PHONE, List.of(phone)))))
        .containsExactly("not-permitted");
    assertThat(
            codes(
                index(
                    ORDER_SERVICE,
                    new SealedIndexItem(BOTH, List.of(moved, email)),
                    new SealedIndexItem(BOTH, List.of(email, phone)),
                    new SealedIndexItem("shop.users.name", List.of(name)))))
        .containsExactly(
            "not-authentic", "not-authentic", "bad-request", "bad-request", "bad-request");
    room.crypto.subjects().erase(new SubjectId("u-1"));
    assertThat(codes(index(ORDER_SERVICE, new SealedIndexItem(PHONE, List.of(phone)))))
        .containsExactly("subject-erased");
  }

  @Test
  void aValueWithNothingToIndexHasNoIndex() {
    OpenItem empty = sealed(PHONE, "u-1", "");
    assertThat(index(ORDER_SERVICE, new SealedIndexItem(PHONE, List.of(empty))).items())
        .containsExactly(ItemResult.Indexed.NOTHING);
  }
}
