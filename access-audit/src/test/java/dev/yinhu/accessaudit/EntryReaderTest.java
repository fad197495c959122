package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryReaderTest {
  private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");

  private static AuditEntry read(String json) {
    return EntryReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aKindOfANewerVersionIsUnknown() {
    assertThat(read("{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"case\":\"c-1\"}"))
        .isEqualTo(new AuditEntry.Unknown(NOON, "r"));
    assertThat(
            read(
                "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"operation\":\"teleport\","
                    + "\"caller\":\"c\",\"register\":1,\"items\":[]}"))
        .isEqualTo(new AuditEntry.Unknown(NOON, "r"));
  }

  @Test
  void membersOfANewerVersionArePassedOver() {
    AuditEntry entry =
        read(
            "{\"time\":\"2026-06-01T04:00:00Z\",\"new\":{\"a\":[1,{}]},\"more\":[[]],\"request\":"
                + "\"r\",\"flag\":true,\"operation\":\"decrypt\",\"caller\":\"c\",\"register\":1,"
                + "\"items\":[{\"field\":\"f\",\"outcome\":\"clear\",\"x\":[{}],\"count\":1,"
                + "\"subjects\":[]}]}");
    assertThat(entry).isInstanceOf(AuditEntry.Access.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"time\":\"2026-06-01T04:00:00Z\"}",
        "{\"time\":\"gestern\",\"request\":\"r\"}",
        "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\"} {}",
        "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"operation\":\"decrypt\"}",
        "{\"time\":\"2026-06-01T04:00:00Z\",\"request\":\"r\",\"actor\":\"a\",\"action\":\"b\","
            + "\"phase\":\"later\",\"details\":{}}"
      })
  void bytesThatAreNoEntryAreRefusedWithoutBeingRepeated(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(AuditException.class)
        .hasMessage("these bytes are not an audit entry")
        .hasNoCause();
  }
}
