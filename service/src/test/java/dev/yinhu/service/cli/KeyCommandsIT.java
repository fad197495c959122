package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
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

/** The commands about keys, beside a running service and without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyCommandsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path directory;
  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    for (String admin : List.of("admin", "admin-2", "dpo")) {
      Files.writeString(directory.resolve(admin), service.token(admin) + "\n");
    }
    Files.writeString(directory.resolve("nobody"), "yht_nobody");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("key"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    CommandLineRun done = run(all.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    return JSON.readTree(done.out());
  }

  private JsonNode keyring(String name) throws IOException {
    for (JsonNode keyring : json("status").path("keyrings")) {
      if (keyring.path("keyring").asText().equals(name)) {
        return keyring;
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void aRotationReachesTheRunningService() throws IOException {
    String before = sealed();
    int active = keyring("field").path("active").asInt();

    assertThat(json("rotate", "field").path("active").asInt()).isEqualTo(active + 1);

    Await.until(
        "the service seals under the new version",
        () -> !sealed().substring(0, 12).equals(before.substring(0, 12)));
    assertThat(run("status").out())
        .contains("KEYRING", "field", "deactivated", "active", "rotates")
        .doesNotContain("wrapped");
  }

  /** The first characters hold the key id. */
  private String sealed() {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"s\",\"value\":\"15012345678\"}]}")
        .result();
  }

  @Test
  void allThatCanBeRotatedIs() throws IOException {
    CommandLineRun done = run("rotate", "--all");

    assertThat(done.out().lines())
        .hasSize(5)
        .anySatisfy(line -> assertThat(line).contains("keyring index"))
        .noneSatisfy(line -> assertThat(line).contains("directory"));
    assertThat(keyring("directory").path("active").asInt()).isEqualTo(1);
    assertThat(run("rotate").exitCode()).isEqualTo(2);
    assertThat(run("rotate", "field", "--all").exitCode()).isEqualTo(2);
    assertThat(run("rotate", "root").err()).contains("field, subject, directory");
    assertThat(run("rotate", "directory").exitCode()).isOne();
  }

  @Test
  void statesAndTheLowestVersionAreChanged() throws IOException {
    int version = json("rotate", "subject").path("active").asInt();

    JsonNode done = json("state", "subject", Integer.toString(version), "suspended");

    assertThat(done.path("active").asInt()).isEqualTo(version + 1);
    assertThat(run("state", "subject", "1", "destroyed").err()).contains("ask for its destruction");
    assertThat(run("state", "subject", "1", "gone").exitCode()).isEqualTo(2);
    int active = json("rotate", "token").path("active").asInt();
    assertThat(json("min-version", "token", Integer.toString(active)).path("before").asInt())
        .isEqualTo(1);
    assertThat(run("status").out()).contains("retired: opens nothing");
    assertThat(run("min-version", "token", "1").out()).contains("it was " + active);
  }

  @Test
  void destructionTakesTheTokensOfTwoAdministrators() throws IOException {
    int version = json("rotate", "index").path("active").asInt();
    json("rotate", "index");
    String number = Integer.toString(version);

    assertThat(run("destroy", "index", number).exitCode()).as("no token").isEqualTo(2);
    assertThat(run("destroy", "index", number, "--token-file", "nobody").err())
        .contains("nobody's");
    assertThat(run("destroy", "index", number, "--token-file", "dpo").err())
        .contains("takes an administrator");
    assertThat(run("destroy", "index", number, "--token-file", "missing").exitCode()).isOne();
    assertThat(run("destroy", "index", number, "--token-file", "admin").exitCode()).isZero();
    assertThat(run("status").out()).contains("destruction asked for by admin");
    assertThat(run("approve", "index", number, "--token-file", "admin").err())
        .contains("another administrator has to");
    JsonNode approved = json("approve", "index", number, "--token-file", "admin-2");
    assertThat(approved.at("/destruction/requested_by").asText()).isEqualTo("admin");
    assertThat(approved.at("/destruction/approved_by").asText()).isEqualTo("admin-2");
    assertThat(run("status").out()).contains("destroyed in 168 h of service");
    assertThat(run("restore", "index", number).exitCode()).isZero();
    assertThat(run("restore", "index", number).err()).contains("no destruction");
  }

  @Test
  void allWorksWithoutAServiceToo() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");

    CommandLineRun rotated =
        CommandLineRun.of(directory, "key", "rotate", "field", "--data", elsewhere.toString());
    CommandLineRun status =
        CommandLineRun.of(directory, "key", "status", "--json", "--data", elsewhere.toString());

    assertThat(rotated.exitCode()).as(rotated.err()).isZero();
    assertThat(JSON.readTree(status.out()).at("/keyrings/0/active").asInt()).isEqualTo(2);
  }
}
