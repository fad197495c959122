package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What follows the changes of keys: what is refused, what the log and the meters tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyUpkeepIT {
  private static final String SUBJECT = "u-20261";
  private static final String VALUE = "li.wei@example.com";

  @TempDir private static Path directory;
  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    Files.writeString(directory.resolve("admin"), service.token("admin") + "\n");
    service.apply(
        LiveService.demoRegister()
            .replaceFirst("index: true}}", "index: true, tokens: {kind: deterministic}}}"));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static CommandLineRun key(String... arguments) {
    List<String> all = new ArrayList<>(List.of("key"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private JsonNode tokenized(String field) {
    return service
        .post(
            "order-service",
            "/v1/tokenize",
            "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(field, SUBJECT, VALUE))
        .json()
        .path("results")
        .path(0);
  }

  private String meters() {
    return service.send("GET", "/metrics", Map.of(), null).text();
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    for (long index = 0; true; index++) {
      Reply reply = service.get("auditor", "/v1/audit/entries/" + index);
      if (reply.status() != 200) {
        return entries;
      }
      JsonNode entry = reply.json().path("entry");
      if (entry.has("action")) {
        entries.add(
            "%s %s %s"
                .formatted(
                    entry.path("action").asText(),
                    entry.path("phase").asText(),
                    entry.path("details").path("epoch").asText()));
      }
    }
  }

  @Test
  void aVersionThatStoredTokensNeedIsNotDestroyed() {
    Await.until("tokens are made", () -> tokenized("shop.users.email").has("token"));
    assertThat(key("rotate", "token").exitCode()).isZero();

    CommandLineRun refused = key("destroy", "token", "1", "--token-file", "admin");
    Reply reply = service.post("admin", "/v1/keys/token/versions/1/destruction", "{}");

    assertThat(refused.exitCode()).isOne();
    assertThat(refused.err()).contains("1 stored tokens", "version 1 of keyring token", "expired");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("detail").asText()).contains("1 stored tokens");
    assertThat(key("status").out())
        .contains("tokens\n", "found_by_token_1: 1", "to_reseal: 0")
        .doesNotContain(SUBJECT, VALUE);
  }

  @Test
  void aNewEpochItsDrainAndTheEndOfTheOldOneAreInTheLog() {
    service.post(
        "order-service",
        "/v1/encrypt",
        "{\"items\":[{\"field\":\"shop.users.email\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
            .formatted(SUBJECT, VALUE));

    assertThat(key("rotate-epoch").exitCode()).isZero();

    assertThat(entries())
        .containsSubsequence(
            "epoch-rotate intent 1",
            "epoch-rotate done 1",
            "epoch-drain intent 2",
            "epoch-drain done 2",
            "epoch-destroy intent 1",
            "epoch-destroy done 1");
  }

  @Test
  void theMetersTellHowTheKeysStandAndNothingOfPersons() {
    Await.until("the meters are read", () -> meters().contains("yinhu_keys_versions"));

    assertThat(meters())
        .contains(
            "yinhu_keys_versions{keyring=\"index\",state=\"active\"} 1.0",
            "yinhu_keys_versions{keyring=\"field\",state=\"compromised\"} 0.0",
            "yinhu_keys_active_age_seconds{keyring=\"directory\"}",
            "yinhu_keys_active_seals{keyring=\"field\"}",
            "yinhu_keys_active_seals_bound{keyring=\"subject\"} 2.147483647E9",
            "yinhu_keys_subjects_waiting 0.0",
            "yinhu_keys_tokens_waiting 0.0",
            "yinhu_keys_read_seconds")
        .doesNotContain("seals_bound{keyring=\"index\"}", SUBJECT, VALUE, "shop.users");
    // Names of rules of the early signals hold the word.
    assertThat(meters().lines().filter(line -> !line.startsWith("yinhu_signals_")))
        .noneMatch(line -> line.contains("admin"));
  }
}
