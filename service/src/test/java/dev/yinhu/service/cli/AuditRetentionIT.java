package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.OldLog;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about holds and pruning, and what clients are told of a log that was pruned. */
final class AuditRetentionIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "u-4711-geheim";

  @TempDir private Path directory;
  private Path data;
  private Path policy;

  @BeforeEach
  void files() throws IOException {
    data = directory.resolve("yinhu-data");
    policy =
        Files.writeString(
            directory.resolve("retention.yaml"),
            "default: {after: P6M, law: Cybersecurity Law, article: \"23\"}\n");
    Files.writeString(
        directory.resolve("yinhu.yaml"), "audit: {retention_file: %s}\n".formatted(policy));
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private CommandLineRun done(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return JSON.readTree(done(all.toArray(String[]::new)).out());
  }

  private LiveService service() throws IOException {
    return LiveService.start(data, Map.of("audit.retention_file", policy.toString()));
  }

  /** 600 entries of 400 days ago, the first 20 of them of the support desk; then a service. */
  private void oldLog() throws IOException {
    var config = LiveService.config(data, Map.of());
    var then = Clock.systemUTC().instant().minus(Duration.ofDays(400));
    OldLog.begin(config, then, 20, "support-desk");
    OldLog.begin(config, then, 580, "order-service");
    try (LiveService service = service()) {
      Reply encrypted =
          service.post(
              "order-service",
              "/v1/encrypt",
              """
              {"items":[{"field":"shop.users.name","subject":"%s","value":"x"}]}
              """
                  .formatted(ID));
      assertThat(encrypted.status()).isEqualTo(200);
      long last =
          service
              .get("auditor", "/v1/audit/entries?operation=encrypt&limit=1&wait=true")
              .json()
              .path("entries")
              .path(0)
              .path("index")
              .asLong();
      assertThat(last).isGreaterThan(599);
      Await.until(
          "a checkpoint covers them",
          () -> service.get("auditor", "/v1/audit/entries/" + last + "/proof").status() == 200);
      Files.writeString(
          directory.resolve("vkey"), service.send("GET", "/audit/log/vkey", Map.of(), null).text());
    }
  }

  @Test
  void theLogIsPrunedByHandAndWhatIsHeldStaysAndTheRestIsGone() throws IOException {
    oldLog();
    JsonNode placed =
        json("hold", "add", "--query", "caller:support-desk", "--reason", "claim of a user");
    assertThat(placed.path("entries").asLong()).isEqualTo(20);
    long hold = placed.path("id").asLong();

    JsonNode plan = json("prune", "--dry-run");
    assertThat(plan.path("pruned").asBoolean()).isFalse();
    assertThat(plan.path("goes").asLong()).isEqualTo(492);
    assertThat(plan.path("kept_by").path("hold-" + hold).asLong()).isEqualTo(20);
    assertThat(plan.path("pauses")).hasSize(1);
    assertThat(plan.path("pauses").path(0).path("before").asLong()).isEqualTo(600);
    assertThat(plan.path("doubted").asLong()).isEqualTo(512);
    String told = done("prune", "--dry-run").out();
    assertThat(told)
        .contains("would prune 492 entries", "hold-1 keeps 20")
        .contains(
            "512 entries are old enough only if the log really wrote nothing then: --yes says that"
                + " it did not");

    assertThat(done("prune", "--yes").out()).contains("pruned 492 entries");
    assertThat(json("prune", "--yes").path("goes").asLong()).isZero();
    assertPruned();

    done("hold", "release", Long.toString(hold));
    assertThat(json("prune", "--yes").path("released").asLong()).isEqualTo(20);
    try (LiveService _ = service()) {
      Await.until(
          "a checkpoint covers what was said of the pruning",
          () -> run("verify", "--database", "--vkey", "vkey").exitCode() == 0);
    }
  }

  @Test
  void aFileOfWitnessesThatCannotBeUsedIsToldAndKeepsNobodyFromPruning() throws IOException {
    oldLog();
    Path witnesses = Files.writeString(directory.resolve("witnesses"), "not a policy\n");
    Files.writeString(
        directory.resolve("yinhu.yaml"),
        "audit: {retention_file: %s, witness_policy: %s}\n".formatted(policy, witnesses));
    assertThat(done("prune", "--dry-run").out())
        .contains("would prune 512 entries", "audit.witness_policy", "cannot be used");
    JsonNode done = json("prune", "--yes");
    assertThat(done.path("goes").asLong()).isEqualTo(512);
    assertThat(done.path("late_witnesses_unknown").asText()).contains("cannot be used");
  }

  private void assertPruned() throws IOException {
    try (LiveService service = service()) {
      for (String gone :
          List.of(
              "/v1/audit/entries/100",
              "/v1/audit/entries/100/proof",
              "/audit/log/tile/0/000",
              "/audit/log/tile/entries/001")) {
        Reply reply = service.get("auditor", gone);
        assertThat(reply.status()).as("%s %s", gone, reply.text()).isEqualTo(410);
        assertThat(reply.text()).contains("pruned").contains("512");
      }
      assertThat(service.get("auditor", "/v1/audit/entries/5").text()).contains("support-desk");
      assertThat(service.get("auditor", "/v1/audit/entries/5/proof").status()).isEqualTo(200);
      assertThat(service.get("auditor", "/v1/audit/entries/512").status()).isEqualTo(200);
      assertThat(service.get("auditor", "/audit/log/tile/1/000.p/2").status()).isEqualTo(200);
      JsonNode retention = service.get("auditor", "/v1/audit/retention").json();
      assertThat(retention.path("first_kept").asLong()).isEqualTo(512);
      assertThat(retention.path("pruned").path("article").asText()).isEqualTo("23");
      assertThat(retention.path("doubted").path("pauses")).hasSize(1);
      assertThat(retention.path("doubted").path("entries").asLong()).isZero();
    }
  }

  @Test
  void aPersonIsHeldWithoutTheirIdOnTheCommandLineAndHoldsAreListedWithLastDayAndReason()
      throws IOException {
    oldLog();
    Files.writeString(directory.resolve("id"), ID + "\n");
    done(
        "hold",
        "add",
        "--subject-file",
        "id",
        "--reason",
        "claim, file 12",
        "--until",
        "2999-12-31");
    done(
        "hold",
        "add",
        "--subject-file",
        "id",
        "--query",
        "kind:access OR kind:reading",
        "--reason",
        "the other");
    CommandLineRun unreadable =
        run("hold", "add", "--subject-file", "id", "--query", "a OR )", "--reason", "claim");
    assertThat(unreadable.exitCode()).isEqualTo(2);
    assertThat(unreadable.err()).contains("--query: column 6: expected");
    done("hold", "release", "2");
    CommandLineRun nothing =
        done("hold", "add", "--query", "caller:nobody-here", "--reason", "claim, file 13");
    assertThat(nothing.out()).contains("hold 3 is in force; it keeps 0 entries of today's log");
    assertThat(nothing.err()).contains("NOTHING");

    String told = done("hold", "list").out();
    assertThat(told)
        .contains("1  in force until 2999-12-31  by command-line  ref:", "“claim, file 12”")
        .contains("2  released by command-line")
        .contains("AND (kind:")
        .doesNotContain(ID);
    List<String> lines = done("hold", "list", "--json").out().lines().toList();
    assertThat(JSON.readTree(lines.get(1)).path("released_by").asText()).isEqualTo("command-line");
    assertThat(JSON.readTree(lines.get(1)).path("released_at").asText()).isNotEmpty();
    assertThat(JSON.readTree(lines.get(0)).path("until").asText()).isEqualTo("2999-12-31");
    assertThat(done("search", "--subject-file", "id", "kind:access").out()).contains("encrypt");
    assertThat(json("export", "--subject-file", "id", "--out", "taken").path("entries").asLong())
        .isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prune",
        "prune --dry-run --yes",
        "hold",
        "hold add --reason claim",
        "hold add --query kind:admin --reason 13812345678",
        "hold add --subject-file not-there --reason claim",
        "hold add --query kind:admin --reason claim --until soon",
        "hold add --query kind:acess --reason claim",
        "hold add --query (kind:admin --reason claim",
        "hold release soon",
        "search --subject u-1 --subject-file id",
        "export --out taken --subject-file id --reference x",
      })
  void wrongUseIsToldApart(String arguments) throws IOException {
    Files.writeString(directory.resolve("id"), ID);
    CommandLineRun run = run(arguments.split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).doesNotContain(ID).doesNotContain("13812345678");
  }
}
