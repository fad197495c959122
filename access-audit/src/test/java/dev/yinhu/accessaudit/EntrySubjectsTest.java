package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntrySubjectsTest {
  private static final String ONE = "DykNIDvUCOjP0CahGrdKwQ";
  private static final String TWO = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final Instant TIME = Instant.parse("2026-06-01T04:00:00Z");

  private static byte[] leaf(AuditEntry entry) {
    return EntryJson.leaves(entry).getFirst();
  }

  @Test
  void thoseWhoseValuesWereAccessed() {
    AuditEntry entry =
        new AuditEntry.Access(
            TIME,
            "r",
            Operation.DECRYPT,
            new CallerName("order-service"),
            Optional.empty(),
            Behalf.NOBODY,
            1,
            List.of(
                new Item("a", "clear", "", 2, List.of(ONE)),
                new Item("b", "clear", "", 2, List.of(ONE, "an-older-form"))));
    assertThat(EntrySubjects.of(leaf(entry))).containsExactlyInAnyOrder(ONE, "an-older-form");
  }

  @Test
  void theOneAboutWhomWasAsked() {
    Map<String, String> filters = Map.of("by", TWO);
    AuditEntry entry =
        new AuditEntry.Reading(TIME, "r", "dpo", "search", Optional.of(ONE), filters, 0);
    assertThat(EntrySubjects.of(leaf(entry))).containsExactly(ONE);
  }

  @Test
  void whoeverIsNamedInTheDetailsOfAChange() {
    Map<String, String> details =
        Map.of("subjects", ONE + "," + TWO, "root", "0123456789abcdef".repeat(4), "version", "3");
    AuditEntry entry =
        new AuditEntry.Admin(TIME, "r", "dpo", "erase", AuditEntry.Phase.DONE, details);
    assertThat(EntrySubjects.of(leaf(entry))).containsExactlyInAnyOrder(ONE, TWO);
  }

  @Test
  void whateverLooksLikeAReferenceInWhatCannotBeRead() {
    String newer =
        "{\"v\":1,\"type\":\"case\",\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"of\":[\"%s\"]}"
            .formatted(ONE);
    assertThat(EntrySubjects.of(newer.getBytes(StandardCharsets.UTF_8))).containsExactly(ONE);
    assertThat(EntrySubjects.of(("no entry: " + TWO).getBytes(StandardCharsets.UTF_8)))
        .containsExactly(TWO);
    assertThat(EntrySubjects.of(("x" + TWO).getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
