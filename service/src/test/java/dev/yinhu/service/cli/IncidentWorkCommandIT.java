package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do for warnings and incidents from the command line, beside a service. */
final class IncidentWorkCommandIT {
  @TempDir private static Path directory;
  private static LiveService service;

  @BeforeAll
  static void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
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

  private static String opened() {
    return out("open", "a laptop is gone", "--json")
        .replaceAll("(?s).*?\"id\":\"(INC-[0-9]+)\".*", "$1");
  }

  @Test
  void evidenceIsHashedWhereItIsAndItsCustodyOnlyGrows() throws IOException {
    String id = opened();
    Files.writeString(directory.resolve("disk.img"), "abc");
    assertThat(refused("evidence", id, "--add", "gone.img", "--kept-where", "safe 3"))
        .contains("cannot read gone.img");
    assertThat(refused("evidence", id, "--add", "disk.img", "--reason", "seized"))
        .contains("give --kept-where");
    String[] add = {
      "evidence", id, "--add", "disk.img", "--kept-where", "safe 3", "--reason", "seized"
    };
    // FIPS 180-4, the hash of "abc"
    assertThat(out(add))
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .contains("3 bytes", "safe 3", "collected", "seized");
    String number = out("evidence", id, "--json").replaceAll("(?s).*?\"id\":([0-9]+).*", "$1");

    assertThat(out("evidence", id, "--check", number, "--file", "disk.img")).contains("the same");
    Files.writeString(directory.resolve("disk.img"), "abd");
    CommandLineRun changed = run("evidence", id, "--check", number, "--file", "disk.img");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains("NOT the same");

    String[] pass = {"evidence", id, "--pass", number, "--holder", "forensics", "--reason", "look"};
    assertThat(out(pass)).contains("handed-over", "forensics", "collected");
    assertThat(
            refused(
                "evidence",
                id,
                "--pass",
                number,
                "--holder",
                "x",
                "--act",
                "lost",
                "--reason",
                "why"))
        .contains("custody is handed-over");
    assertThat(refused("evidence", id, "--pass", "999", "--holder", "x", "--reason", "why"))
        .contains("no evidence 999");
    assertThat(service.get("auditor", "/v1/incidents/" + id).json().at("/evidence/0/custody"))
        .hasSize(2);
  }

  @Test
  void aWarningIsPutOffUntilATimeWithinSevenDays() {
    String raised = out("raise", "a strange mail", "--json");
    String number = raised.replaceAll("(?s).*?\"id\":\"([0-9]+)\".*", "$1");
    String tomorrow = Clock.systemUTC().instant().plus(Duration.ofDays(1)).toString();
    assertThat(refused("snooze", number, "--until", "2099-01-01T00:00:00Z", "--reason", "later"))
        .contains("at most 7 days ahead");
    assertThat(out("snooze", number, "--until", tomorrow, "--reason", "asked the sender", "--json"))
        .contains("snoozed");
    assertThat(out("warnings")).doesNotContain("a strange mail");
    assertThat(out("warnings", "--all")).contains("a strange mail");
  }

  @Test
  void nothingPersonalGetsInByTheCommandLineEither() {
    String id = opened();
    String card = "4111 1111 1111 1111";
    for (String[] words :
        new String[][] {
          {"note", id, "paid by " + card},
          {"task", id, "call about " + card, "--owner", "dpo"},
          {"reopen", id, "--reason", card},
          {"raise", "card " + card},
          {"open", "card " + card},
          {
            "contain",
            id,
            "--kind",
            "caller",
            "--target",
            "shop",
            "--reason",
            "vin LSVAU2180N2183294"
          },
          {"approval", id, "--ask", "tell-people", "--reason", "vin LSVAU2180N2183294"},
        }) {
      assertThat(refused(words)).as(words[0]).contains("personal").doesNotContain(card, "LSVAU");
    }
    assertThat(out("show", id)).doesNotContain(card, "LSVAU");
  }

  @Test
  void onlyWhatAnIncidentHoldsBackIsLiftedForIt() {
    String one = opened();
    String other = opened();
    String held =
        out("contain", one, "--kind", "caller", "--target", "shop", "--reason", "leaks", "--json");
    String number = held.replaceAll("(?s).*?\"number\":([0-9]+).*", "$1");
    assertThat(refused("contain", other, "--lift", number)).contains("holds nothing back");
    assertThat(service.get("dpo", "/v1/incidents/" + one + "/actions").text())
        .contains("\"kind\":\"caller\"");
    assertThat(out("contain", one, "--lift", number)).contains("shop");
  }
}
