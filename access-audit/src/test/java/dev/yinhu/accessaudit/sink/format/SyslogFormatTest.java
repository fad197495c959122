package dev.yinhu.accessaudit.sink.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogFormatTest {
  private static final Sender SENDER = new Sender("node-1.example", 32_473);
  private static final SyslogFormat TEXT = SyslogFormat.ofText(SENDER);

  @Test
  void aReceiverReadsWhatTheEntrySays() {
    SyslogParser line = SyslogParser.of(TEXT.bytes(Events.all().getFirst()));
    assertThat(line.priority()).as("log audit, warning").isEqualTo(13 * 8 + 4);
    assertThat(line.time()).isEqualTo("2026-06-01T04:00:00.000000Z");
    assertThat(line.host()).isEqualTo("node-1.example");
    assertThat(line.app()).isEqualTo("yinhu");
    assertThat(line.messageId()).isEqualTo("access");
    assertThat(line.element()).isEqualTo("yinhu@32473");
    assertThat(line.values("index")).containsExactly("0");
    assertThat(line.values("origin")).containsExactly("yinhu.local/audit");
    assertThat(line.values("purpose")).containsExactly("deliver-order");
    assertThat(line.values("field"))
        .containsExactly(
            "shop.users.phone:clear:2", "shop.users.email:not-authentic:1:other-subject");
    assertThat(line.values("subject")).hasSize(2);
    assertThat(line.message()).isEqualTo("decrypt by order-service: partly");
  }

  @Test
  void anotherFormatIsCarriedWholeAndMarkedAsUtf8WhenItIsMoreThanAscii() {
    for (LogEvent event : Events.all()) {
      for (EventFormat inner : List.of(new OcsfFormat("1"), new CefFormat("1"), new RawFormat())) {
        SyslogParser line = SyslogParser.ofFrame(SyslogFormat.around(inner, SENDER).frame(event));
        String message = new String(inner.bytes(event), StandardCharsets.UTF_8);
        assertThat(line.message()).isEqualTo(message);
        assertThat(line.bom()).isEqualTo(message.chars().anyMatch(c -> c > 127));
        assertThat(line.values("index")).containsExactly(Long.toString(event.index()));
      }
    }
  }

  @Property(tries = 500)
  void anyTextComesBackFromTheStructuredData(@ForAll String text) {
    SyslogParser line = SyslogParser.ofFrame(TEXT.frame(EventsOf.admin(Map.of("k", text))));
    assertThat(line.values("detail"))
        .containsExactly("k=" + text.replace('\n', ' ').replace('\r', ' '));
    assertThat(line.values("phase")).containsExactly("done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "名", "a\nb"})
  void aHostIsNamedByPrintableCharacters(String host) {
    assertThatThrownBy(() -> new Sender(host, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
