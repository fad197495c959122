package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Admin;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditEntry.Reading;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
  private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");
  private static final CallerName ORDER_SERVICE = new CallerName("order-service");
  private static final String ZEROS = "A".repeat(22);

  private static final List<AuditEntry> EXAMPLES =
      List.of(
          new Access(
              NOON,
              "r-1",
              Operation.DECRYPT,
              ORDER_SERVICE,
              Optional.of(new Purpose("deliver-order")),
              Behalf.NOBODY,
              7,
              List.of(
                  new Item(
                      "shop.users.phone", "clear", "", 2, List.of(ZEROS, "__________________-_-w")),
                  new Item("shop.users.email", "not-authentic", "other-subject", 1, List.of()))),
          new Access(
              NOON.plusNanos(123_456_000),
              "r-2",
              Operation.ENCRYPT,
              ORDER_SERVICE,
              Optional.empty(),
              Behalf.NOBODY,
              1,
              List.of(new Item("商城.用户.手机", "encrypted", "", 1, List.of(ZEROS)))),
          new Admin(
              NOON,
              "a\"b\\c\n",
              "cli",
              "register-apply",
              Phase.INTENT,
              Map.of("version", "8", "sha256", "00ff")),
          new Admin(NOON.plusSeconds(1), "r-4", "admin", "key-rotate", Phase.DONE, Map.of()),
          new Access(
              NOON,
              "r-5",
              Operation.DECRYPT,
              new CallerName("support-desk"),
              Optional.of(new Purpose("customer-support")),
              new Behalf(
                  Optional.of(new Actor("agent-0042")), Optional.of(new Reason("客户来电查询，工单 4711"))),
              7,
              List.of(new Item("shop.users.phone", "masked", "", 1, List.of(ZEROS)))),
          new Reading(
              NOON,
              "r-6",
              "dpo",
              "search",
              Optional.of(ZEROS),
              Map.of("purpose", "marketing", "from", "2026-05-01T00:00:00Z"),
              20),
          new Reading(NOON, "r-7", "auditor", "search", Optional.empty(), Map.of(), 0));

  @Test
  void theBytesOfEntriesNeverChange() throws IOException {
    StringBuilder written = new StringBuilder();
    for (AuditEntry entry : EXAMPLES) {
      List<byte[]> leaves = EntryJson.leaves(entry);
      assertThat(leaves).hasSize(1);
      written.append(new String(leaves.getFirst(), StandardCharsets.UTF_8)).append('\n');
    }
    assertThat(written.toString()).isEqualTo(golden());
  }

  @Test
  void whatWasWrittenIsReadBack() {
    for (AuditEntry entry : EXAMPLES) {
      assertThat(EntryReader.read(EntryJson.leaves(entry).getFirst())).isEqualTo(entry);
    }
  }

  private static String golden() throws IOException {
    try (InputStream in = EntryJsonTest.class.getResourceAsStream("entries.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anAdministrativeEntryTooLargeForALeafIsRefused() {
    Admin tooLarge =
        new Admin(NOON, "r", "cli", "x", Phase.DONE, Map.of("k", "v".repeat(EntryJson.MAX_BYTES)));
    assertThatThrownBy(() -> EntryJson.leaves(tooLarge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("vvv");
  }

  @Test
  void anItemOfOneSubjectTooLargeForALeafIsRefused() {
    Item item = new Item("f".repeat(EntryJson.MAX_BYTES), "clear", "", 1, List.of(ZEROS));
    Access tooLarge =
        new Access(
            NOON,
            "r",
            Operation.ENCRYPT,
            ORDER_SERVICE,
            Optional.empty(),
            Behalf.NOBODY,
            1,
            List.of(item));
    assertThatThrownBy(() -> EntryJson.leaves(tooLarge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("fff");
  }

  @Test
  void anItemCountsEachOfItsSubjects() {
    assertThatThrownBy(() -> new Item("f", "clear", "", 1, List.of(ZEROS, "B".repeat(22))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Item("f", "clear", "", 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
