package dev.yinhu.accessaudit.sink.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CefFormatTest {
  private static CefParser read(LogEvent event, String version) {
    String line = new String(new CefFormat(version).bytes(event), StandardCharsets.UTF_8);
    assertThat(line).doesNotContain("\n").doesNotContain("\r");
    return CefParser.of(line);
  }

  @Test
  void aReceiverReadsWhatTheEntrySays() {
    CefParser cef = read(Events.all().get(4), "0.1.0");
    assertThat(cef.header())
        .containsExactly(
            "CEF:0",
            "Yinhu",
            "Access Audit",
            "0.1.0",
            "access:decrypt",
            "Access to personal fields: decrypt",
            "1");
    assertThat(cef.extension())
        .containsEntry("externalId", "4")
        .containsEntry("deviceExternalId", "yinhu.local/audit")
        .containsEntry("suser", "support-desk")
        .containsEntry("outcome", "success")
        .containsEntry("cs1Label", "purpose")
        .containsEntry("cs1", "customer-support")
        .containsEntry("cs4", "agent-0042")
        .containsEntry("msg", "客户来电查询，工单 4711");
  }

  @Test
  void everyLabelHasItsValue() {
    for (LogEvent event : Events.all()) {
      Map<String, String> extension = read(event, "0.1.0").extension();
      assertThat(extension).containsKeys("rt", "externalId", "suser", "act", "outcome");
      extension.keySet().stream()
          .filter(key -> key.endsWith("Label"))
          .forEach(key -> assertThat(extension).containsKey(key.replace("Label", "")));
    }
  }

  @Test
  void aStringIsNotLongerThanTheDictionaryAllowsAndKeepsWholeReferences() {
    List<String> subjects = IntStream.range(0, 1_000).mapToObj(i -> "%022d".formatted(i)).toList();
    LogEvent event =
        EventsOf.access(
            Operation.DECRYPT, List.of(new Item("a.b.c", "clear", "", 1_000, subjects)));
    Map<String, String> extension = read(event, "1").extension();
    String told = extension.getOrDefault("cs3", "");
    assertThat(told.length()).isBetween(3_900, CefFormat.LONGEST);
    assertThat(told).endsWith(",…");
    assertThat(subjects).containsAll(List.of(told.replace(",…", "").split(",")));
    assertThat(extension).containsEntry("cn3", "1000");
  }

  @Property(tries = 500)
  void anyTextComesBackFromTheExtension(@ForAll String text) {
    CefParser cef = read(EventsOf.admin(Map.of("k", text.replace('\0', ' '))), "1");
    assertThat(cef.extension()).containsEntry("cs3", "{k=" + text.replace('\0', ' ') + "}");
    assertThat(cef.extension()).containsEntry("externalId", "7").containsEntry("cs6", "r");
  }

  @Property(tries = 500)
  void anyTextComesBackFromTheHeaderInOneLine(@ForAll String text) {
    assertThat(read(EventsOf.admin(Map.of()), text).header())
        .hasSize(7)
        .contains(
            text.replace('\n', ' ').replace('\r', ' '), org.assertj.core.data.Index.atIndex(3));
  }
}
