package dev.yinhu.accessaudit.sink.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What receivers have built upon does not change by itself. */
class GoldenEventsTest {
  private static final Sender SENDER = new Sender("node-1.example", 32_473);

  @ParameterizedTest
  @EnumSource(FormatName.class)
  void everyEventIsWrittenAsItWasPublished(FormatName format) {
    EventFormat writer = format.open("0.1.0", SENDER);
    List<String> written =
        Events.all().stream()
            .map(event -> new String(writer.bytes(event), StandardCharsets.UTF_8))
            .toList();
    assertThat(String.join("\n", written).split("\n")).as("one line each").hasSameSizeAs(written);
    assertThat(written)
        .isEqualTo(Events.lines("/dev/yinhu/accessaudit/sink/format/" + format.word() + ".lines"));
  }
}
