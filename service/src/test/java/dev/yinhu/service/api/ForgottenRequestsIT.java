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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service has left of requests that ended longer ago than {@code rights.keep}. */
final class ForgottenRequestsIT {
  private static final Map<String, String> SHORT = Map.of("rights.keep", "30d");
  @TempDir private Path folder;

  private static String ended(LiveService service) {
    Reply reply =
        service.post(
            "order-service", "/v1/requests", "{\"type\":\"explain\",\"subject\":\"u-forget-1\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    String at = "/v1/requests/" + reply.json().path("id").asText();
    Await.until(
        "it waits", () -> service.get("dpo", at).json().path("state").asText().startsWith("needs"));
    Reply answered =
        service.post("dpo", at + "/answer", "{\"outcome\":\"done\",\"evidence\":\"letter-17\"}");
    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    Await.until(
        "it is done",
        () -> service.get("dpo", at).json().path("state").asText().equals("completed"));
    return at;
  }

  /** As if the request had ended so many days ago, and its person had been told since. */
  private void age(String at, int days) {
    String id = at.substring(at.lastIndexOf('/') + 1);
    try (Database database =
        Database.open(DatabaseConfig.embedded(), DataDirectory.open(folder.resolve("data")))) {
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute("delete from rights.case_word where case_id = ?", id);
            handle.execute("delete from rights.last_word where case_id = ?", id);
            handle.execute(
                "update rights.subject_case set ended_at = ended_at - ? * interval '1 day'"
                    + " where id = ?",
                days,
                id);
          });
    }
  }

  @Test
  void whoseItWasIsForgottenAndThatStandsInTheLogWhileYoungerOnesStayAsTheyAre()
      throws IOException {
    String old;
    String young;
    try (LiveService service = LiveService.start(folder.resolve("data"), SHORT)) {
      old = ended(service);
      young = ended(service);
      assertThat(service.get("dpo", old).json().path("steps")).isNotEmpty();
    }
    age(old, 31);
    age(young, 29);

    try (LiveService service = LiveService.start(folder.resolve("data"), SHORT)) {
      Await.until("it is forgotten", () -> !service.get("dpo", old).json().has("subject"));

      JsonNode left = service.get("dpo", old).json();
      assertThat(left.path("state").asText()).isEqualTo("completed");
      assertThat(left.path("steps")).isEmpty();
      assertThat(left.path("history")).isNotEmpty();
      assertThat(left.toString()).doesNotContain("letter-17");
      JsonNode kept = service.get("dpo", young).json();
      assertThat(kept.path("subject").asText()).isNotEmpty();
      assertThat(kept.path("steps").toString()).contains("letter-17");
      Await.until("it is in the log", () -> service.entries().contains("\"requests\":\"1\""));
      assertThat(service.entries()).contains("case-forget").doesNotContain("u-forget-1");
      assertThat(service.get("dpo", "/v1/requests/indicators").status()).isEqualTo(200);
      assertThat(service.get("dpo", "/v1/requests").json().path("requests")).hasSize(2);
    }
  }
}
