package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That staff are late with what waits for them. */
final class LateRequestsIT {
  private static final Map<String, String> USUAL = Map.of("rights.staff_days", "2");
  @TempDir private Path folder;

  private static String waiting(LiveService service, String person) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/requests",
            "{\"type\":\"explain\",\"subject\":\"" + person + "\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String at = "/v1/requests/" + reply.json().path("id").asText();
    Await.until(
        "it waits", () -> service.get("dpo", at).json().path("state").asText().startsWith("needs"));
    return at;
  }

  /** As if all of it had happened so many days ago. */
  private void age(String at, int days) {
    String id = at.substring(at.lastIndexOf('/') + 1);
    try (Database database =
        Database.open(DatabaseConfig.embedded(), DataDirectory.open(folder.resolve("data")))) {
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute(
                "update rights.subject_case set since = since - ? * interval '1 day',"
                    + " received_at = received_at - ? * interval '1 day' where id = ?",
                days,
                days,
                id);
            handle.execute(
                "update rights.case_event set at = at - ? * interval '1 day' where case_id = ?",
                days,
                id);
          });
    }
  }

  private static boolean isTold(LiveService service, String at) {
    return service.get("dpo", at).json().path("history").findValuesAsText("event").stream()
        .anyMatch("staff-late"::equals);
  }

  @Test
  void itIsToldInHistoryLogAndFiguresAndEndsWithTheAnswer() throws IOException {
    String old;
    String young;
    try (LiveService service = LiveService.start(folder.resolve("data"), USUAL)) {
      old = waiting(service, "u-late-1");
      young = waiting(service, "u-late-2");
      JsonNode known = service.get("dpo", young).json();
      Instant since = Instant.parse(known.path("since").asText());
      assertThat(Instant.parse(known.path("staff_due").asText()))
          .isAfter(since)
          .isBefore(since.plus(Duration.ofDays(15)));
      assertThat(known.path("staff_late").asBoolean(true)).isFalse();
    }
    age(old, 40);

    try (LiveService service = LiveService.start(folder.resolve("data"), USUAL)) {
      Await.until("it is told", () -> isTold(service, old));

      assertThat(service.get("dpo", old).json().path("staff_late").asBoolean()).isTrue();
      assertThat(isTold(service, young)).isFalse();
      Await.until("it is in the log", () -> service.entries().contains("\"told\":\"true\""));
      assertThat(service.entries()).contains("case-late").doesNotContain("u-late-1");
      Await.until("it is counted", () -> metrics(service).contains("yinhu_requests_late 1"));

      Reply answered =
          service.post("dpo", old + "/answer", "{\"outcome\":\"done\",\"evidence\":\"letter-17\"}");
      assertThat(answered.status()).as(answered.text()).isEqualTo(200);
      Await.until(
          "it is counted no more", () -> metrics(service).contains("yinhu_requests_late 0"));
      Await.until(
          "it is done",
          () -> service.get("dpo", old).json().path("state").asText().equals("completed"));
      assertThat(service.get("dpo", old).json().has("staff_due")).isFalse();
    }
  }

  private static String metrics(LiveService service) {
    return service.send("GET", "/metrics", Map.of(), null).text();
  }
}
