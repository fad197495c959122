package dev.yinhu.fieldaccess;

import static dev.yinhu.fieldaccess.Room.DELIVER;
import static dev.yinhu.fieldaccess.Room.ORDER_SERVICE;
import static dev.yinhu.fieldaccess.Room.PHONE;
import static dev.yinhu.fieldaccess.Room.SERIAL;
import static dev.yinhu.fieldaccess.Room.SUPPORT;
import static dev.yinhu.fieldaccess.Room.SUPPORT_DESK;
import static dev.yinhu.fieldaccess.Room.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Canaries;
import dev.yinhu.register.FieldRef;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Canaries answer as any value does; only the entry says what was read. */
class CanaryTest {
  private Room room;

  @BeforeEach
  void openRoom() {
    room = Room.open();
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  private static CanaryOrder order(String field, int count, @Nullable String value) {
    return new CanaryOrder(field, count, Optional.empty(), Optional.ofNullable(value), false);
  }

  private MintedCanary minted(CanaryOrder order) {
    assertThat(room.access.canaries().problem(order)).isEmpty();
    return room.access.canaries().mint(List.of(order)).getFirst();
  }

  private static OpenItem item(MintedCanary canary) {
    return open(canary.field(), canary.subject().orElse(null), canary.ciphertext().value());
  }

  @Test
  void readingOneIsMarkedInTheEntryAndNowhereElse() {
    MintedCanary canary = minted(order(PHONE, 1, null));
    OpenItem other = open(PHONE, "u-1", room.sealed(PHONE, "u-1", "13800138000"));
    BatchResult result =
        room.decrypt(ORDER_SERVICE, DELIVER, Disclosure.CLEAR, List.of(other, item(canary)));
    assertThat(result.items())
        .containsExactly(
            new ItemResult.Done("13800138000", false), new ItemResult.Done(canary.value(), false));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear//1", PHONE + "/clear/canary/1");
    assertThat(room.lastEntry().toString()).doesNotContain(canary.value());

    room.decrypt(SUPPORT_DESK, SUPPORT, Disclosure.MASKED, List.of(item(canary)));
    assertThat(room.lastItems()).containsExactly(PHONE + "/masked/canary/1");
  }

  @Test
  void everyValueOfACanarySubjectIsOneWhoeverSealedIt() {
    MintedCanary canary = minted(order(PHONE, 1, null));
    String subject = canary.subject().orElseThrow();
    String resealed = room.sealed(PHONE, subject, canary.value());
    assertThat(Room.value(room.decrypt(open(PHONE, subject, resealed)))).isEqualTo(canary.value());
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear/canary/1");
  }

  @Test
  void aValueWithoutSubjectIsOneUnderWhicheverCiphertext() {
    MintedCanary canary = minted(order(SERIAL, 1, "SN-0000-4711"));
    assertThat(canary.subject()).isEmpty();
    assertThat(Room.value(room.decrypt(item(canary)))).isEqualTo("SN-0000-4711");
    assertThat(room.lastItems()).containsExactly(SERIAL + "/clear/canary/1");
    room.decrypt(open(SERIAL, null, room.sealed(SERIAL, null, "SN-0000-4712")));
    assertThat(room.lastItems()).containsExactly(SERIAL + "/clear//1");
    room.decrypt(open(SERIAL, null, room.sealed(SERIAL, null, "SN-0000-4711")));
    assertThat(room.lastItems()).containsExactly(SERIAL + "/clear/canary/1");
  }

  @Test
  void anotherNodeKnowsThemToo() {
    MintedCanary before = minted(order(PHONE, 1, null));
    try (Room other = room.cold()) {
      other.decrypt(item(before));
      assertThat(other.lastItems()).containsExactly(PHONE + "/clear/canary/1");
      MintedCanary after = minted(order(PHONE, 1, null));
      awaitOutcome(other, after, PHONE + "/clear/canary/1");
      room.crypto.canaries().retire(FieldRef.parse(PHONE));
      awaitOutcome(other, after, PHONE + "/clear//1");
    }
    room.decrypt(item(before));
    assertThat(room.lastItems()).containsExactly(PHONE + "/clear//1");
    assertThat(room.crypto.canaries().counts()).containsExactly(new Canaries.Count(PHONE, 0, 2));
  }

  private static void awaitOutcome(Room other, MintedCanary canary, String expected) {
    long end = System.nanoTime() + 30_000_000_000L;
    do {
      other.decrypt(item(canary));
    } while (!other.lastItems().equals(List.of(expected)) && System.nanoTime() - end < 0);
    assertThat(other.lastItems()).containsExactly(expected);
  }

  @Test
  void manyAreAllDifferentAndOfThePatternAskedFor() {
    List<MintedCanary> minted =
        room.access
            .canaries()
            .mint(
                List.of(
                    new CanaryOrder(
                        PHONE, 200, Optional.of("vip-@@##-######"), Optional.empty(), false)));
    assertThat(minted.stream().map(MintedCanary::subject).distinct()).hasSize(200);
    assertThat(minted)
        .allSatisfy(one -> {
          assertThat(one.subject().orElseThrow()).matches("vip-[a-z]{2}[0-9]{2}-[0-9]{6}");
          assertThat(one.value()).matches("1(54|60|63|64|68|69|79|94)[0-9]{8}");
        });
  }

  @Test
  void whatCannotBeMadeIsTold() {
    CanaryMinting minting = room.access.canaries();
    assertThat(minting.problem(order("shop.users.fax", 1, null))).isPresent();
    assertThat(minting.problem(order(PHONE, 0, null))).isPresent();
    assertThat(minting.problem(order(PHONE, 1_001, null))).isPresent();
    assertThat(minting.problem(order(SERIAL, 1, null))).isPresent();
    assertThat(minting.problem(order(PHONE, 1, "x".repeat(65_537)))).isPresent();
    assertThat(minting.problem(order(SERIAL, 1, ""))).isPresent();
    for (String pattern : new String[] {"", "u-1", "#####", "\ud800######"}) {
      assertThat(
              minting.problem(
                  new CanaryOrder(PHONE, 1, Optional.of(pattern), Optional.empty(), false)))
          .as(pattern)
          .isPresent();
    }
    assertThat(
            minting.problem(
                new CanaryOrder(SERIAL, 1, Optional.of("u-########"), Optional.of("x"), false)))
        .isPresent();
  }

  @Test
  void theTableTellsNobodyWhichSubjectsTheyAre() {
    MintedCanary canary = minted(order(PHONE, 1, null));
    room.decrypt(item(canary));
    String ref = room.lastEntry().get("items").get(0).get("subjects").get(0).asText();
    byte[] bytes = Base64.getUrlDecoder().decode(ref);
    boolean stands =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .select("select position(? in sealed) > 0 from crypto.canary", bytes)
                    .mapTo(Boolean.class)
                    .one());
    assertThat(stands).isFalse();
  }
}
