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
import org.junit.jupiter.api.io.TempDir;

/** Requests of people from the command line, with and without a service on the directory. */
final class CaseCommandIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PERSON = "u-4711-geheim";

  @TempDir private static Path directory;
  private static LiveService service;

  /** Most commands run beside a service. */
  @BeforeAll
  static void start() throws IOException {
    Files.writeString(directory.resolve("id.txt"), PERSON + "\n");
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("case"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    CommandLineRun run = run(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return JSON.readTree(run.out());
  }

  private JsonNode opened(String type) throws IOException {
    return json("open", "--type", type, "--channel", "phone", "--subject-file", "id.txt");
  }

  @Test
  void aRequestIsBroughtProvenAndDoneByTheServiceThatComesLater() throws Exception {
    service.close();
    String id = opened("explain").path("id").asText();
    assertThat(json("verify-person", id).path("state").asText()).isEqualTo("running");

    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    Await.until("the service has found it", () -> run("show", id).out().contains(": needs-human"));
    json("answer", id, "--outcome", "done", "--evidence", "letter-17");
    Await.until("it is done", () -> run("show", id).out().contains(": completed"));

    CommandLineRun shown = run("show", id);
    assertThat(shown.out())
        .contains("CN-000", "CN-003", "1. by-hand: done, 2 attempts", "evidence=letter-17")
        .doesNotContain(PERSON);
    assertThat(run("list").out()).contains(id, "completed");
    assertThat(run("list", "--open").out()).doesNotContain(id);
  }

  @Test
  void aRefusalTellsLawAndRemediesInBothLanguages() throws Exception {
    String id = opened("restrict").path("id").asText();

    CommandLineRun refused = run("refuse", id, "--reason", "identity-not-proven");

    assertThat(refused.exitCode()).isZero();
    assertThat(refused.out()).contains(": refused", "电子商务法第二十四条", "人民法院", "You may complain");
    CommandLineRun again = run("cancel", id);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("nothing was changed", "refused");
  }

  @Test
  void theProofOfANearRelativeIsJudged() throws Exception {
    String id =
        json(
                "open",
                "--type",
                "supplement",
                "--requester",
                "near-relative",
                "--subject-file",
                "id.txt")
            .path("id")
            .asText();

    assertThat(
            json("relation", id, "--accepted", "false", "--code", "unreadable")
                .path("state")
                .asText())
        .isEqualTo("received");
    assertThat(
            json("relation", id, "--accepted", "true", "--code", "death-certificate")
                .path("history")
                .toString())
        .contains("proof-of-relation");
    assertThat(run("relation", id, "--accepted", "true", "--code", "again").err())
        .contains("waits for no proof");
    assertThat(run("relation", id, "--accepted", "true", "--code", "Her son").exitCode())
        .isEqualTo(2);
  }

  @Test
  void aCorrectionTakesItsValueFromAFileThatNobodySeesInTheListOfProcesses() throws Exception {
    Files.writeString(directory.resolve("value.txt"), "13900139077\n");
    String id =
        json(
                "open",
                "--type",
                "supplement",
                "--field",
                "shop.users.phone",
                "--value-file",
                "value.txt",
                "--subject-file",
                "id.txt")
            .path("id")
            .asText();
    json("verify-person", id);
    Await.until("the shop is not reached", () -> run("show", id).out().contains("no-connector"));

    assertThat(run("show", id).out() + run("list").out()).doesNotContain("13900139077", PERSON);
    Files.writeString(directory.resolve("value.txt"), "\n");
    CommandLineRun empty =
        run(
            "open",
            "--type",
            "correct",
            "--field",
            "shop.users.phone",
            "--value-file",
            "value.txt",
            "--subject-file",
            "id.txt");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("value.txt: a value has 1 to 4000 characters");
  }

  @Test
  void clocksStandWhileThePersonWasAsked() throws Exception {
    String id = opened("correct").path("id").asText();
    json("verify-person", id);
    JsonNode asked = json("ask", id, "--for", "which-orders");
    assertThat(asked.path("due").findValuesAsText("state")).contains("paused");
    assertThat(run("ask", id, "--for", "which-orders").exitCode()).isEqualTo(1);
    assertThat(json("answered", id).path("due").findValuesAsText("state")).doesNotContain("paused");
    CommandLineRun late = run("extend", id, "--reason", "complex");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("no deadline");
  }

  @Test
  void wrongUseIsToldWithWhatThereIs() throws Exception {
    for (String[] wrong :
        new String[][] {
          {},
          {"open", "--type", "kopie", "--subject-file", "id.txt"},
          {"open", "--type", "copy"},
          {"open", "--type", "correct", "--field", "a.b.c", "--subject-file", "id.txt"},
          {"open", "--type", "correct", "--value-file", "id.txt", "--subject-file", "id.txt"},
          {"open", "--type", "copy", "--value-file", "id.txt", "--subject-file", "id.txt"},
          {"open", "--type", "explain", "--field", "a.b.c", "--subject-file", "id.txt"},
          {"list", "--state", "new"},
          {"list", "--limit", "0"},
          {"refuse", "R-1", "--reason", "no"},
          {"ask", "R-1", "--for", "Mr Li"}
        }) {
      CommandLineRun run = run(wrong);
      assertThat(run.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(run.err()).isNotBlank();
    }
    CommandLineRun unknown = run("show", "R-1");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("no such request");
    String id = opened("explain").path("id").asText();
    CommandLineRun words = run("answer", id, "--outcome", "done", "--evidence", "told Mr Li");
    assertThat(words.exitCode()).isEqualTo(1);
    assertThat(words.err()).contains("nothing was changed").doesNotContain("Li");
  }

  @Test
  void figuresAndReplaysAreForTheCommandLineToo() {
    CommandLineRun figures = run("indicators");
    assertThat(figures.exitCode()).as(figures.err()).isZero();
    assertThat(figures.out()).contains("\"smallest_count\":5");
    assertThat(run("indicators", "--snapshots").exitCode()).isZero();
    assertThat(run("indicators", "--snapshot", "2001-q1").exitCode()).isEqualTo(1);
    assertThat(run("indicators", "--verify").exitCode()).isEqualTo(2);
    assertThat(run("indicators", "--from", "monday").exitCode()).isEqualTo(2);
    CommandLineRun replay = run("replay");
    assertThat(replay.exitCode()).as("no store is reached").isEqualTo(1);
    assertThat(replay.out()).contains("NOT COMPLETE: no-connector");
    assertThat(run("replay", "--store", "nowhere").exitCode()).isEqualTo(2);
    assertThat(run("replay", "--since", "monday").exitCode()).isEqualTo(2);
  }
}
