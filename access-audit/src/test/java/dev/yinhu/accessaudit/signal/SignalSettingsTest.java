package dev.yinhu.accessaudit.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.signal.SignalSettings.Fault;
import dev.yinhu.accessaudit.signal.SignalSettings.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalSettingsTest {
  private static List<Fault> faults(String key, String text) {
    return SignalSettings.read(List.of(new Written(key, text, "signals.yaml:3"))).faults();
  }

  @ParameterizedTest
  @CsvSource({
    "denials.minimum, 0",
    "denials.minimum, 1000001",
    "denials.minimum, 2.5",
    "denials.minimum, many",
    "bulk-reading.factor, NaN",
    "daily-limit.share, 1.01",
    "off-hours.staff, 22:00-08:00",
    "off-hours.staff, 08:00-24:01",
    "off-hours.staff, 08:00-20:00 mon",
    "zone, Nowhere/Land",
    "enumeration.who, nobody",
    "denials.mode, loud",
    "canary-read.mode, off",
    "denials.maximum, 7",
    "denails.mode, off"
  })
  void whatIsWrongIsToldWithItsPlaceAndNotRepeated(String key, String text) {
    List<Fault> faults = faults(key, text);
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().place()).isEqualTo("signals.yaml:3");
    assertThat(faults.getFirst().message()).startsWith(key + ": ").doesNotContain(": " + text);
  }

  @Test
  void whatIsWrittenHolds() {
    SignalSettings settings =
        SignalSettings.read(
                List.of(
                    new Written("denials.minimum", "1000000", ""),
                    new Written("new-actor.mode", "active", ""),
                    new Written("canary-read.mode", "active", "")))
            .settings();
    assertThat(settings.whole(Knob.DENIALS_MINIMUM)).isEqualTo(1_000_000);
    assertThat(settings.mode(SignalRule.NEW_ACTOR)).isEqualTo(SignalMode.ACTIVE);
    assertThat(settings.thresholds(SignalRule.DENIALS))
        .containsEntry("minimum", "1000000")
        .containsEntry("factor", "5");
    assertThat(SignalSettings.DEFAULT.mode(SignalRule.NEW_ACTOR)).isEqualTo(SignalMode.MONITOR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"09:00-18:30 sat-tue", "09:00-18:30 sat-tue"})
  void workingHoursMayGoOverTheWeekend(String text) {
    Hours hours = Hours.parse(text);
    assertThat(hours.days())
        .containsExactlyInAnyOrder(
            DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
    // Day 4 is Monday, 5 January 1970.
    assertThat(hours.holds(4, 9 * 60)).isTrue();
    assertThat(hours.holds(4, 9 * 60 - 1)).isFalse();
    assertThat(hours.holds(4, 18 * 60 + 29)).isTrue();
    assertThat(hours.holds(4, 18 * 60 + 30)).isFalse();
    assertThat(hours.holds(6, 12 * 60)).isFalse();
    assertThat(hours.period(4, 9 * 60)).isEqualTo(4);
    assertThat(hours.period(4, 9 * 60 - 1)).isEqualTo(3);
  }

  @Test
  void theDocumentationHasEveryKeyWithItsDefault() throws IOException {
    String page = Files.readString(Path.of("../docs/audit.md"));
    for (Knob knob : Knob.values()) {
      assertThat(page)
          .contains("| `" + knob.path() + "` | `" + knob.fallback() + "` | " + knob.meaning());
    }
    for (SignalRule rule : SignalRule.values()) {
      assertThat(page).contains("`" + rule.code() + "`");
    }
  }
}
