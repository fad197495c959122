package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In whose name and why a caller asks: kept in the access log, or refused with the finding. */
@ExtendWith(SharedService.class)
final class BehalfIT {
  private final LiveService service;
  private final Planted planted;

  BehalfIT(LiveService service, Planted planted) {
    this.service = service;
    this.planted = planted;
  }

  private Reply mask(String members) {
    return service.post(
        "order-service",
        "/v1/mask",
        "{%s,\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"%s\"}]}"
            .formatted(members, planted.value("15033334444")));
  }

  @Test
  void actorAndReasonStandInTheEntry() {
    long before = planted.logSize();
    assertThat(mask("\"actor\":\"agent-0042\",\"reason\":\"客户来电，工单 4711\"").status())
        .isEqualTo(200);
    JsonNode entry = service.get("auditor", "/v1/audit/entries/" + before).json().path("entry");
    assertThat(entry.path("actor").asText()).isEqualTo("agent-0042");
    assertThat(entry.path("reason").asText()).isEqualTo("客户来电，工单 4711");
  }

  @ParameterizedTest
  @CsvSource({
    "\"reason\":\"电话 13912345678\",/reason,at character 4",
    "\"reason\":\"write to li@shop.example\",/reason,at character 12",
    "\"reason\":\"\",/reason,nothing is said",
    "\"actor\":\"13912345678\",/actor,at most 9 digits",
    "\"actor\":\"李 伟\",/actor,letters"
  })
  void whatMayBePersonalIsRefusedAndNothingIsDone(String member, String pointer, String told) {
    long before = planted.logSize();
    Reply reply = mask(member);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains(pointer).contains(told).doesNotContain("13912345678");
    assertThat(planted.logSize()).isEqualTo(before);
  }

  /** What no rule of characters sees: a vehicle's number has few digits in a row. */
  @Test
  void theScannerLooksIntoReasonsBeforeAnythingIsWritten() {
    String vehicle = planted.value("1HGCM82633A004352");
    String reason = "\"reason\":\"about the car %s\"".formatted(vehicle);
    service.token("dpo"); // Adding a caller is in the log, too.
    long before = planted.logSize();
    Reply[] refused = {
      mask(reason),
      service.post(
          "order-service",
          "/v1/redact/text",
          "{\"text\":\"x\",\"method\":\"mask\",%s}".formatted(reason)),
      service.post("dpo", "/v1/audit/holds", "{\"query\":\"field:shop.*\",%s}".formatted(reason)),
      service.post(
          "dpo",
          "/v1/audit/signals/exceptions",
          """
          {"rule":"bulk-reading","from":"2026-11-10T16:00:00Z","until":"2026-11-11T16:00:00Z",%s}
          """
              .formatted(reason))
    };
    for (Reply reply : refused) {
      assertThat(reply.problem()).as(reply.text()).isEqualTo("400 invalid-request");
      assertThat(reply.text()).contains("/reason", "VIN at character 15").doesNotContain(vehicle);
    }
    assertThat(planted.logSize()).isEqualTo(before);
    assertThat(mask("\"reason\":\"张伟来电，包裹未到\"").status()).isEqualTo(200);
  }
}
