package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.LiveService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Figures of requests, and what is erased again after a restore, over HTTP. */
@ExtendWith(SharedService.class)
final class FiguresIT {
  private final LiveService service;

  FiguresIT(LiveService service) {
    this.service = service;
  }

  @Test
  void figuresOfATimeAreForStaffAndHideSmallCounts() {
    String at = "/v1/requests/indicators?from=2020-01-01T00:00:00Z&to=2020-04-01T00:00:00Z";
    JsonNode empty = service.get("auditor", at).json();
    assertThat(empty.path("cases").asInt(-1)).isZero();
    assertThat(empty.path("target_per_mille").asInt()).isEqualTo(900);
    assertThat(empty.path("period").path("from").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(service.get("order-service", at).status()).isEqualTo(403);
    assertThat(service.get("dpo", "/v1/requests/indicators").status()).isEqualTo(200);
    assertThat(service.get("dpo", "/v1/requests/indicators?from=monday").problem())
        .isEqualTo("400 invalid-request");
    assertThat(service.get("dpo", "/v1/requests/indicators/snapshots").json().path("snapshots"))
        .as("no period is over since the first request")
        .isEmpty();
    assertThat(service.get("dpo", "/v1/requests/indicators/snapshots/1999-q1").problem())
        .isEqualTo("404 not-found");
  }

  @Test
  void aStoreThatNobodyReachesIsNotTakenForOneToWhichNobodyCameBack() {
    JsonNode done = service.post("admin", "/v1/requests/replay", "{\"store\":\"shop\"}").json();
    assertThat(done.path("complete").asBoolean(true)).isFalse();
    assertThat(done.at("/stores/0/store").asText()).isEqualTo("shop");
    assertThat(done.at("/stores/0/failed/0").asText()).isEqualTo("no-connector");
    assertThat(service.entries()).contains("case-replay");
    for (String wrong :
        new String[] {"{\"store\":\"nowhere\"}", "{\"since\":\"monday\"}", "{\"from\":\"x\"}"}) {
      assertThat(service.post("dpo", "/v1/requests/replay", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
    assertThat(service.post("order-service", "/v1/requests/replay", "{}").status()).isEqualTo(403);
  }
}
