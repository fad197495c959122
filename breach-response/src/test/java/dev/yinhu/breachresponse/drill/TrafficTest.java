package dev.yinhu.breachresponse.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final Scenario STAFF = Scenarios.shipped().find("staff-leak").orElseThrow();
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static Traffic traffic(long drill) {
    return new Traffic(
        drill, STAFF.leak(), List.of("shop.users.name", "shop.users.phone"), new Purpose("p"), 1);
  }

  @Test
  void allEntriesTogetherAreTheTruthOfTheScenario() {
    Traffic traffic = traffic(7);
    Set<String> persons = new HashSet<>();
    long values = 0;
    for (int number = 0; number < traffic.entries(); number++) {
      AuditEntry.Access entry = traffic.entry(number, NOW);
      assertThat(DrillMark.isOnName(entry.caller().value())).isTrue();
      assertThat(entry.requestId()).startsWith("drill-7/");
      for (AuditEntry.Item item : entry.items()) {
        persons.addAll(item.subjects());
        values += item.count();
      }
    }
    assertThat(persons).hasSize(1200);
    assertThat(values).isEqualTo(traffic.values()).isEqualTo(2400);
  }

  @Test
  void theSameDrillHasTheSamePersonsAndAnotherHasOthers() {
    assertThat(traffic(7).entry(3, NOW)).isEqualTo(traffic(7).entry(3, NOW));
    assertThat(traffic(8).entry(3, NOW).items().getFirst().subjects())
        .doesNotContainAnyElementsOf(traffic(7).entry(3, NOW).items().getFirst().subjects());
  }

  @Property(tries = 200)
  void entriesBecomeDueOneAfterTheOtherAndAllOfThemInTime(
      @ForAll @IntRange(max = 12_000) int one, @ForAll @IntRange(max = 12_000) int later) {
    Traffic traffic = traffic(7);
    int first = traffic.due(Duration.ofSeconds(Math.min(one, later)));
    int second = traffic.due(Duration.ofSeconds(Math.max(one, later)));
    assertThat(first).isBetween(0, second);
    assertThat(second).isLessThanOrEqualTo(traffic.entries());
    assertThat(traffic.due(STAFF.leak().until())).isEqualTo(traffic.entries());
  }
}
