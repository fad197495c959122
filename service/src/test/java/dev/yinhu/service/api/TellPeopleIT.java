package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People of an incident are told at their stored addresses, and compensated, as one service. */
final class TellPeopleIT {
  private static final String SAID =
      """
      {"kinds":["contact","address"],"cause":"staff","harm":"fraud","remedy":"access",
       "help":"beware","contact":"hotline","language":"en","channels":["email"],
       "per_minute":100000}
      """;

  private static final String JUDGED =
      """
      {"data":"simple","identification":"significant","reason":"names and numbers",
       "circumstances":{"confidentiality":"unknown-recipients","integrity":"none",
         "availability":"none","intent":"malicious"}}
      """;
  private static final String SCOPE =
      """
      {"callers":["order-service"],"purposes":["deliver-order"],"from":"%s"}
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    scene = new ProofScene(folder);
    service = scene.service;
  }

  @AfterAll
  static void close() {
    assertThat(service.entries()).doesNotContain("@mail.example");
    scene.close();
  }

  private static JsonNode done(String who, String path, String body) {
    Reply reply = service.post(who, path, body);
    assertThat(reply.status()).as(path + " " + reply.text()).isBetween(200, 201);
    return reply.json();
  }

  /**
   * Somebody whose phone number was read by the purpose's caller, and somebody's who moved away.
   */
  private static void read(String person) {
    String sealed =
        done(
                "order-service",
                "/v1/encrypt",
                "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"13800138000\"}]}"
                    .formatted(person))
            .at("/results/0/ciphertext")
            .asText();
    JsonNode seen =
        done(
            "order-service",
            "/v1/decrypt",
            "{\"purpose\":\"deliver-order\",\"disclose\":\"clear\",\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"ciphertext\":\"%s\"}]}"
                .formatted(person, sealed));
    assertThat(seen.at("/results/0/value").asText()).as(seen.toString()).isEqualTo("13800138000");
  }

  private static void agreed(String at, String what) {
    long approval =
        done("dpo", at + "/approvals", "{\"what\":\"%s\",\"reason\":\"PIPL 57\"}".formatted(what))
            .path("id")
            .asLong();
    done("admin", at + "/approvals/" + approval + "/grant", "{}");
  }

  @Test
  void everybodyInScopeIsToldOnceAtTheirStoredAddressAndTheRestInPublic() {
    Instant begun = Clock.systemUTC().instant();
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      people.add(scene.customer());
    }
    people.forEach(TellPeopleIT::read);
    read("gone-from-the-shop");
    String at =
        "/v1/incidents/"
            + done("dpo", "/v1/incidents", "{\"title\":\"staff leak\"}").path("id").asText();
    assertThat(service.post("dpo", at + "/notices", SAID).text()).contains("no-scope");
    done("dpo", at + "/scope", SCOPE.formatted(begun));
    done("dpo", at + "/duties", "{\"persons\":6}");
    String duty = "\"duty\":\"CN-PIPL/individuals\"";
    done("dpo", at + "/duties/decide", "{" + duty + ",\"choice\":\"tell\",\"reason\":\"due\"}");

    JsonNode read = done("dpo", at + "/notices/preview", SAID);
    assertThat(read.at("/person/0/text").asText()).contains("contact, address", "misuse");
    assertThat(read.at("/guardian/0/text").asText()).contains("your child's");
    assertThat(service.post("dpo", at + "/notices", SAID).problem())
        .isEqualTo("403 second-person-needed");
    agreed(at, "tell-people");
    assertThat(done("dpo", at + "/notices", SAID).path("state").asText()).isEqualTo("running");

    Await.until("all are told", () -> told(at).at("/persons/told").asLong() == 5);
    people.forEach(person -> assertThat(scene.mails(person)).as(person).hasSize(1));
    assertThat(scene.mails(people.getFirst()).getFirst()).contains("contact, address");
    JsonNode told = told(at);
    assertThat(told.at("/persons/persons").asLong()).isEqualTo(6);
    Await.until(
        "who is gone is unreachable", () -> told(at).at("/persons/unreachable").asLong() == 1);
    assertThat(told.at("/runs/0/said/channels/0").asText()).isEqualTo("email");
    assertThat(told.toString()).doesNotContain(people.getFirst());

    done("dpo", at + "/actions/unnecessary", "{\"reason\":\"the account was closed\"}");
    done("dpo", at + "/advance", "{\"to\":\"contained\"}");
    done("dpo", at + "/severity", JUDGED);
    done(
        "dpo",
        at + "/duties/decide",
        "{\"duty\":\"CN-PIPL/authority\",\"choice\":\"tell\",\"reason\":\"due\"}");
    done("dpo", at + "/advance", "{\"to\":\"assessed\"}");
    assertThat(service.post("dpo", at + "/advance", "{\"to\":\"notified\"}").text())
        .contains("public-notice-missing");
    done("dpo", at + "/notices/publish", "{\"place\":\"the app\",\"text\":\"We had a leak.\"}");
    Await.until(
        "the duty is done",
        () ->
            service
                .get("dpo", at + "/duties")
                .json()
                .path("clocks")
                .toString()
                .contains("\"done\""));
    assertThat(service.post("dpo", at + "/advance", "{\"to\":\"notified\"}").text())
        .contains("CN-PIPL/authority")
        .doesNotContain("public-notice-missing", "people-not-told");
  }

  private static JsonNode told(String at) {
    return service.get("auditor", at + "/notices").json();
  }

  @Test
  void theListOfPersonsIsGivenOnceToTwoPeopleWhoAgreed() throws IOException {
    Instant begun = Clock.systemUTC().instant();
    List<String> people = List.of(scene.customer(), scene.customer());
    people.forEach(TellPeopleIT::read);
    read("gone-before-the-list");
    String at =
        "/v1/incidents/"
            + done("dpo", "/v1/incidents", "{\"title\":\"a list\"}").path("id").asText();
    assertThat(service.post("dpo", at + "/persons", "{}").text()).contains("no-scope");
    done("dpo", at + "/scope", SCOPE.formatted(begun));
    assertThat(service.post("dpo", at + "/persons", "{}").problem())
        .isEqualTo("403 second-person-needed");
    assertThat(service.get("dpo", at + "/notices").json().has("search")).isFalse();
    agreed(at, "person-list");
    assertThat(service.post("auditor", at + "/persons", "{}").problem())
        .isEqualTo("403 wrong-role");
    assertThat(service.post("dpo", at + "/persons", "{\"all\":true}").status()).isEqualTo(400);

    Await.until(
        "the stores were looked through",
        () -> told(at).at("/search/state").asText().equals("done"));
    Reply list = service.post("admin", at + "/persons", "");

    assertThat(list.status()).as(list.text()).isEqualTo(200);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : list.text().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).extracting(line -> line.path("person").asText()).doesNotHaveDuplicates();
    assertThat(lines)
        .extracting(line -> line.path("id").asText())
        .containsExactlyInAnyOrder(people.get(0), people.get(1), "");
    assertThat(lines).allMatch(line -> line.path("sensitive").isBoolean() && !line.has("minor"));
    assertThat(service.post("admin", at + "/persons", "{}").problem())
        .as("it serves once")
        .isEqualTo("403 second-person-needed");
    assertThat(service.entries()).contains("person-list").doesNotContain(people.getFirst());
    byCommand(at, lines.size());
  }

  private static void byCommand(String at, int persons) throws IOException {
    String id = at.substring(at.lastIndexOf('/') + 1);
    Path file = folder.resolve("persons.jsonl");
    String[] command = {"incident", "persons", id, "--out", "persons.jsonl", "--data", "data"};
    CommandLineRun alone = CommandLineRun.of(folder, command);
    assertThat(alone.err()).contains("two people have to agree");
    assertThat(alone.exitCode()).isNotZero();
    assertThat(file).doesNotExist();
    CommandLineRun asked =
        CommandLineRun.of(
            folder,
            "incident",
            "approval",
            id,
            "--ask",
            "person-list",
            "--reason",
            "the police",
            "--data",
            "data");
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    done("dpo", at + "/approvals/2/grant", "{}");

    CommandLineRun written = CommandLineRun.of(folder, command);

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(persons);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(CommandLineRun.of(folder, command).err()).contains("a new file");
  }

  @Test
  void theGuardianOfAChildIsToldAtTheirOwnAddress() {
    Instant begun = Clock.systemUTC().instant();
    String child = scene.customer();
    String guardian = scene.customer();
    Reply known =
        service.send(
            "PUT",
            "/v1/minors",
            Map.of(
                "Authorization",
                "Bearer " + service.token("order-service"),
                "Content-Type",
                "application/json"),
            "{\"people\":[{\"subject\":\"%s\",\"minor\":true,\"guardian\":\"%s\"}]}"
                .formatted(child, guardian));
    assertThat(known.status()).as(known.text()).isEqualTo(200);
    read(child);
    String at =
        "/v1/incidents/"
            + done("dpo", "/v1/incidents", "{\"title\":\"a child's\"}").path("id").asText();
    done("dpo", at + "/scope", SCOPE.formatted(begun));
    agreed(at, "tell-people");
    done("dpo", at + "/notices", SAID);

    Await.until("both are told", () -> told(at).at("/guardians/told").asLong() == 1);
    Await.until("the child too", () -> told(at).at("/persons/told").asLong() == 1);
    assertThat(scene.mails(guardian)).hasSize(1);
    assertThat(scene.mails(guardian).getFirst()).contains("your child's");
    assertThat(scene.mails(child)).hasSize(1);
    assertThat(scene.mails(child).getFirst()).doesNotContain("your child's");
  }

  @Test
  void whoIsInScopeIsCompensatedOnceAndNobodyElse() {
    Instant begun = Clock.systemUTC().instant();
    String person = scene.customer();
    read(person);
    String at =
        "/v1/incidents/"
            + done("dpo", "/v1/incidents", "{\"title\":\"wrong parcel\"}").path("id").asText();
    done("dpo", at + "/scope", SCOPE.formatted(begun));
    String budget = "{\"minor\":100000,\"currency\":\"CNY\",\"reason\":\"goodwill\"}";
    assertThat(service.post("dpo", at + "/compensation/budget", budget).problem())
        .isEqualTo("403 second-person-needed");
    agreed(at, "compensation-budget");
    done("dpo", at + "/compensation/budget", budget);
    String offer =
        "{\"subjects\":[\"%s\"],\"kind\":\"refund\",\"minor\":5000,\"currency\":\"CNY\",\"until\":\"2036-01-01T00:00:00Z\"}";
    assertThat(
            service
                .post("dpo", at + "/compensation/offers", offer.formatted("nobody-we-know"))
                .text())
        .contains("not-in-scope");
    agreed(at, "compensation-offer");
    JsonNode made = done("dpo", at + "/compensation/offers", offer.formatted(person));
    String one = at + "/compensation/offers/" + made.at("/offers/0/id").asLong();
    assertThat(service.post("dpo", one + "/pay", "{\"reference\":\"pay-1\"}").text())
        .contains("not-accepted");
    done("dpo", one + "/accept", "{}");
    done("dpo", one + "/pay", "{\"reference\":\"pay-1\"}");
    assertThat(done("dpo", one + "/pay", "{\"reference\":\"pay-1\"}").path("state").asText())
        .isEqualTo("paid");
    assertThat(service.post("dpo", one + "/pay", "{\"reference\":\"pay-2\"}").problem())
        .isEqualTo("409 incident-state");
    assertThat(service.post("dpo", one + "/pay", "{\"reference\":\"13800138000\"}").status())
        .isEqualTo(400);

    JsonNode ledger = service.get("auditor", at + "/compensation").json();
    assertThat(ledger.path("reconciles").asBoolean()).isTrue();
    assertThat(ledger.at("/accounts/0/paid").asLong()).isEqualTo(5000);
    assertThat(ledger.at("/accounts/0/available").asLong()).isEqualTo(95_000);
    assertThat(
            done("dpo", at + "/compensation/offers/of", "{\"subject\":\"%s\"}".formatted(person))
                .at("/offers/0/state")
                .asText())
        .isEqualTo("paid");
    assertThat(ledger.toString()).doesNotContain(person);

    String id = at.substring(at.lastIndexOf('/') + 1);
    CommandLineRun shown =
        CommandLineRun.of(folder, "incident", "compensation", id, "--data", "data");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("CNY").contains("paid 5,000");
    CommandLineRun notices = CommandLineRun.of(folder, "incident", "notices", id, "--data", "data");
    assertThat(notices.exitCode()).as(notices.err()).isZero();
  }
}
