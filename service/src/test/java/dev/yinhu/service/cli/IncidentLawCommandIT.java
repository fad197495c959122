package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Severity, decisions and reports from the command line, beside a service. */
final class IncidentLawCommandIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String AUTHORITY = "CN-PIPL/authority";

  @TempDir private static Path directory;
  private static LiveService service;

  @BeforeAll
  static void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    Path token = Files.writeString(directory.resolve("second.token"), service.token("dpo"));
    assertThat(token.toFile().setReadable(false, false)).isTrue();
    assertThat(token.toFile().setReadable(true, true)).isTrue();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("incident"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private static String out(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run.out();
  }

  private static String refused(String... arguments) {
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.out()).isNotZero();
    return run.err();
  }

  private static String opened(String title) {
    return out("open", title, "--json").replaceAll("(?s).*?\"id\":\"(INC-[0-9]+)\".*", "$1");
  }

  @Test
  void aJudgementShowsEveryTermAndEdgeAndTheWordsItIsMadeOf() throws IOException {
    String id = opened("orders for sale");
    assertThat(refused("severity", id)).contains("nobody has judged it yet");
    assertThat(out("severity", id, "--words"))
        .contains("simple behavioural financial sensitive")
        .contains("intent=none|malicious")
        .contains("--adjustment      volume")
        .contains("loss-5m");
    String[] judged = {
      "severity",
      id,
      "--class",
      "financial",
      "--identification",
      "maximum",
      "--circumstance",
      "confidentiality=unknown-recipients",
      "--circumstance",
      "integrity=none",
      "--circumstance",
      "availability=none",
      "--adjustment",
      "volume",
      "--criterion",
      "loss-5m",
      "--reason",
      "sold on a market"
    };
    assertThat(refused(with(judged, "--circumstance", "intent=malicious")))
        .contains("estimate the scope first");
    var _ = out("scope", id, "--caller", "nobody-here");
    assertThat(refused(judged)).contains("give --circumstance for intent");
    assertThat(out(with(judged, "--circumstance", "intent=malicious")))
        .contains("sold on a market")
        .contains("DPC 4 (from 3) x EI 1 + CB 1.0 = SE 5: very-high")
        .contains("high from 3")
        .contains("0 persons, 0 values")
        .contains("较大 from 1,000,000 persons")
        .contains("loss-5m is not counted");
    JsonNode kept = JSON.readTree(out("severity", id, "--json"));
    assertThat(kept.at("/severity/enisa/band").asText()).isEqualTo("very-high");
    assertThat(refused(with(judged, "--circumstance", "intent=who-knows")))
        .contains("nothing was changed");
    assertThat(out("severity", id, "--all").lines().filter(line -> line.contains("ENISA")))
        .hasSize(1);
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void notToTellCountsWhenAnotherPersonHasApproved() {
    String id = opened("a parcel label was seen");
    String people = "CN-PIPL/individuals";
    var _ = out("duties", id, "--persons", "3");
    assertThat(refused("decisions", id, "--do-not-tell", people, "--reason", "x"))
        .contains("--ground and --evidence");
    String[] sparing = {
      "decisions",
      id,
      "--do-not-tell",
      people,
      "--ground",
      "harm-avoided",
      "--evidence",
      "ticket-17",
      "--reason",
      "it was shredded at once"
    };
    assertThat(out(sparing)).contains("waits for approval", "ground harm-avoided");
    String number = out("decisions", id).replaceAll("(?s)^(\\d+) .*", "$1");
    assertThat(refused("decisions", id, "--approve", number)).isNotEmpty();
    assertThat(out("decisions", id, "--approve", number, "--token-file", "second.token"))
        .contains("approved by dpo")
        .doesNotContain("does not count");
    assertThat(out("duties", id)).contains("waived");
    assertThat(out("decisions", id, "--withdraw", people, "--reason", "it was copied before"))
        .contains("withdrawn");
    assertThat(out("duties", id)).doesNotContain("waived");
  }

  @Test
  void aReportIsDraftedSavedFiledAndWithdrawn() throws IOException {
    String id = opened("a backup is gone");
    var _ = out("duties", id, "--persons", "61000", "--tell", AUTHORITY, "--reason", "it is due");
    String form = out("report", id, "--duty", AUTHORITY, "--form");
    List<String> fields =
        form.lines().skip(1).map(line -> line.strip().replaceAll(" .*", "")).toList();
    assertThat(fields).hasSizeGreaterThan(3);
    Files.writeString(directory.resolve("answers.json"), unknown(fields));

    assertThat(refused("report", id, "--form")).contains("give --duty");
    assertThat(refused("report", id, "--duty", AUTHORITY, "--draft", "first"))
        .contains("give --answers");
    assertThat(
            out("report", id, "--duty", AUTHORITY, "--draft", "first", "--answers", "answers.json"))
        .contains("DRAFT", "not all is known", fields.getFirst(), "not known, being looked into");
    assertThat(out("report", id, "--duty", AUTHORITY, "--file")).contains("filed", "SHA-256");

    var _ = out("report", id, "--duty", AUTHORITY, "--save", "first.pdf", "--language", "en");
    var _ = out("report", id, "--duty", AUTHORITY, "--save", "first.json");
    assertThat(Files.readString(directory.resolve("first.pdf"), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-");
    assertThat(JSON.readTree(directory.resolve("first.json").toFile()).path("incident").asText())
        .isEqualTo(id);
    assertThat(refused("report", id, "--duty", AUTHORITY, "--save", "first.json"))
        .contains("no such file yet");
    assertThat(refused("report", id, "--duty", AUTHORITY, "--save", "first.doc"))
        .contains(".pdf or .json");
    assertThat(out("report", id, "--duty", AUTHORITY, "--receipt", "CAC-17"))
        .contains("receipt CAC-17");

    Files.writeString(
        directory.resolve("answers.json"), unknown(fields).replace("looked into", "counted"));
    var _ =
        out("report", id, "--duty", AUTHORITY, "--draft", "follow-up", "--answers", "answers.json");
    assertThat(out("report", id, "--duty", AUTHORITY, "--since", "1"))
        .contains("before: not known, being looked into", "after:  not known, being counted");
    var _ = out("report", id, "--duty", AUTHORITY, "--file");
    assertThat(refused("report", id, "--duty", AUTHORITY, "--draft", "withdrawn"))
        .contains("give --reason");
    assertThat(
            out("report", id, "--duty", AUTHORITY, "--draft", "withdrawn", "--reason", "no leak"))
        .contains("withdrawn: no leak");
    assertThat(out("report", id).lines()).hasSize(3);
  }

  private static String unknown(List<String> fields) {
    List<String> each =
        fields.stream().map(key -> "\"" + key + "\":\"being looked into\"").toList();
    return "{\"unknown\":{" + String.join(",", each) + "}}";
  }

  @Test
  void answersThatAreNoneAreToldWithTheirPlace() throws IOException {
    String id = opened("something");
    Files.writeString(directory.resolve("bad.json"), "{\"unknwon\":{}}");
    assertThat(
            refused("report", id, "--duty", AUTHORITY, "--draft", "first", "--answers", "bad.json"))
        .contains("bad.json", "known are known, unknown");
    assertThat(
            refused(
                "report", id, "--duty", AUTHORITY, "--draft", "first", "--answers", "none.json"))
        .contains("cannot read none.json");
  }
}
