package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Warnings and incidents of a running service, over HTTP and from the command line beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentsIT {
  private static final String PHONE = "shop.users.phone";
  private static final String JUDGED =
      """
      {"data":"simple","identification":"significant","reason":"names and numbers",
       "circumstances":{"confidentiality":"unknown-recipients","integrity":"none",
         "availability":"none","intent":"malicious"}}
      """;

  @TempDir private static Path directory;
  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String opened() {
    Reply made = service.post("dpo", "/v1/incidents", "{\"title\":\"客服批量查询\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return "/v1/incidents/" + made.json().path("id").asText();
  }

  private JsonNode done(String who, String path, String body) {
    Reply reply = service.post(who, path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  @Test
  void anIncidentIsClosedWhenAndOnlyWhenNothingIsMissing() {
    String at = opened();
    Reply early = service.post("dpo", at + "/advance", "{\"to\":\"contained\"}");
    assertThat(early.text()).contains("containment-missing");
    done("dpo", at + "/actions/unnecessary", "{\"reason\":\"the account was closed\"}");
    done("dpo", at + "/advance", "{\"to\":\"contained\"}");
    assertThat(service.post("dpo", at + "/advance", "{\"to\":\"assessed\"}").text())
        .contains("scope-missing")
        .contains("severity-missing");
    done("dpo", at + "/scope", "{\"callers\":[\"nobody-here\"]}");
    done("dpo", at + "/severity", JUDGED);
    done("dpo", at + "/duties", "{\"persons\":0,\"circumstances\":[]}");
    for (String state : List.of("assessed", "notified", "rectified")) {
      JsonNode now = done("dpo", at + "/advance", "{\"to\":\"" + state + "\"}");
      assertThat(now.path("state").asText()).isEqualTo(state);
    }
    Reply refused = service.post("dpo", at + "/close", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("409 incident-state");
    assertThat(refused.text()).contains("no-post-mortem");

    done("dpo", at + "/post-mortem", "{\"cause\":\"insider\",\"findings\":\"权限过大\\n没有上限\"}");
    assertThat(service.post("dpo", at + "/post-mortem/approve", "{}").problem())
        .isEqualTo("403 second-person-needed");
    done("admin", at + "/post-mortem/approve", "{}");
    done(
        "dpo",
        at + "/corrective-actions",
        "{\"title\":\"lower limits\",\"owner\":\"it\",\"due\":\"2027-01-31\"}");
    assertThat(done("dpo", at + "/close", "{}").path("state").asText()).isEqualTo("closed");

    JsonNode figures = service.get("auditor", "/v1/incidents/indicators").json();
    assertThat(figures.at("/incidents/seconds/notify/of").asInt()).isPositive();
    assertThat(figures.at("/incidents/seconds/contain/median").isNumber()).isTrue();
    assertThat(figures.at("/incidents/corrective_actions/open").asInt()).isPositive();
    assertThat(figures.at("/drills/count").asInt()).isZero();
    assertThat(service.get("order-service", "/v1/incidents/indicators").status()).isEqualTo(403);
    assertThat(service.get("dpo", "/v1/incidents/indicators?from=monday").status()).isEqualTo(400);
    CommandLineRun shown = CommandLineRun.of(directory, "incident", "indicators");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("incidents: ").contains("drills: 0");

    done("dpo", at + "/reopen", "{\"reason\":\"more was found\"}");
    JsonNode whole = service.get("auditor", at).json();
    assertThat(whole.at("/incident/reopened").asInt()).isEqualTo(1);
    assertThat(whole.at("/next/state").asText()).isEqualTo("contained");
    List<String> acts = new ArrayList<>();
    service
        .get("auditor", at + "/timeline")
        .json()
        .path("timeline")
        .forEach(line -> acts.add(line.path("act").asText()));
    assertThat(acts)
        .startsWith("incident-open")
        .contains("incident-closed")
        .endsWith("incident-reopen");
  }

  @Test
  void aCanaryBecomesAWarningAndTheWarningAnIncident() {
    JsonNode canary =
        service
            .post("dpo", "/v1/canaries", "{\"items\":[{\"field\":\"" + PHONE + "\"}]}")
            .json()
            .at("/canaries/0");
    service.reveal(
        "order-service",
        "deliver-order",
        "clear",
        PHONE,
        canary.path("subject").asText(),
        canary.path("ciphertext").asText());
    String open = "/v1/warnings?rule=canary-read&state=open";
    Await.until("a warning", () -> !service.get("dpo", open).json().path("warnings").isEmpty());
    String id = service.get("dpo", open).json().at("/warnings/0/id").asText();

    JsonNode made =
        done("dpo", "/v1/warnings/" + id + "/promote", "{\"reason\":\"nobody may read it\"}");

    assertThat(made.path("occurred_from").asText()).isNotEmpty();
    String at = "/v1/incidents/" + made.path("id").asText();
    assertThat(service.get("dpo", at).json().at("/warnings/0/source").asText()).isEqualTo("canary");
    assertThat(service.get("dpo", "/v1/warnings/" + id).json().path("state").asText())
        .isEqualTo("closed");
    assertThat(
            service
                .post("dpo", "/v1/warnings/" + id + "/promote", "{\"reason\":\"again\"}")
                .status())
        .isEqualTo(409);
  }

  @Test
  void whoIsAMinorIsKnownWhenThePlatformHasToldIt() {
    String told =
        "{\"people\":[{\"subject\":\"child-1\",\"minor\":true,\"guardian\":\"parent-1\","
            + "\"until\":\"2099-05-17\"},{\"subject\":\"parent-1\",\"minor\":false}]}";
    Reply kept = service.send("PUT", "/v1/minors", json("order-service"), told);
    assertThat(kept.text()).isEqualTo("{\"people\":2}");
    for (String wrong :
        List.of(
            "{\"people\":[]}",
            "{\"people\":[{\"subject\":\"a\",\"minor\":false,\"guardian\":\"b\"}]}",
            "{\"people\":[{\"subject\":\"a\",\"minor\":true,\"guardian\":\"a\"}]}",
            "{\"people\":[{\"subject\":\"a\",\"minor\":true,\"until\":\"soon\"}]}")) {
      assertThat(service.send("PUT", "/v1/minors", json("dpo"), wrong).status()).isEqualTo(400);
    }
    for (String person : List.of("child-1", "parent-1", "somebody")) {
      String sealed =
          service
              .post(
                  "order-service",
                  "/v1/encrypt",
                  "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                      .formatted(PHONE, person, "13912345678"))
              .results()
              .getFirst();
      service.reveal("order-service", "deliver-order", "clear", PHONE, person, sealed);
    }

    JsonNode figures =
        done(
                "dpo",
                opened() + "/scope",
                "{\"callers\":[\"order-service\"],\"fields\":[\"%s\"],\"form\":\"ciphertext\"}"
                    .formatted(PHONE))
            .path("figures");

    assertThat(figures.path("minors").asInt()).isEqualTo(1);
    assertThat(figures.path("persons").asInt() - figures.path("minors_unknown").asInt())
        .isEqualTo(2);
    assertThat(figures.path("unintelligible").asBoolean()).isFalse();
    assertThat(figures.path("key_doubt").asText()).isEqualTo("root-key-in-clear");
    assertThat(service.entries()).contains("minors-mark").doesNotContain("child-1");
  }

  private Map<String, String> json(String who) {
    Map<String, String> headers = new HashMap<>(service.headers(who));
    headers.put("Content-Type", "application/json");
    return headers;
  }

  @Test
  void aHotlineRaisesAWarningOnceAndNothingPersonalGetsIn() {
    String told =
        "{\"title\":\"有人在网上兜售订单\",\"source\":\"hotline\",\"severity\":\"high\","
            + "\"reference\":\"ticket-17\"}";
    Reply first = service.post("order-service", "/v1/warnings", told);
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    String id = first.json().path("id").asText();
    assertThat(service.post("order-service", "/v1/warnings", told).json().path("id").asText())
        .isEqualTo(id);
    assertThat(service.get("auditor", "/v1/warnings/" + id).json()).isEqualTo(first.json());
    assertThat(service.get("dpo", "/v1/warnings?state=open").json().path("raised").toString())
        .contains("ticket-17");

    JsonNode closed =
        done(
            "dpo",
            "/v1/warnings/" + id + "/close",
            "{\"reason\":\"the list was made up\",\"result\":\"false-positive\"}");
    assertThat(closed.path("result").asText()).isEqualTo("false-positive");
    Reply personal =
        service.post("dpo", "/v1/warnings", "{\"title\":\"13812345678 was published\"}");
    assertThat(personal.status()).isEqualTo(400);
    assertThat(personal.text()).doesNotContain("13812345678");
    assertThat(service.get("order-service", "/v1/incidents").status()).isEqualTo(403);
  }

  @Test
  void tasksEvidenceAndApprovalsStandAboutAnIncident() {
    String at = opened();
    JsonNode task =
        done(
            "dpo",
            at + "/tasks",
            "{\"title\":\"isolate\",\"owner\":\"it\",\"due\":\"2020-01-01T00:00:00Z\"}");
    assertThat(task.path("overdue").asBoolean()).isTrue();
    done("dpo", at + "/tasks/" + task.path("id").asLong() + "/done", "{\"outcome\":\"isolated\"}");
    done("dpo", at + "/notes", "{\"text\":\"记者来电\"}");
    long evidence =
        done(
                "dpo",
                at + "/evidence",
                "{\"name\":\"disk image\",\"sha256\":\""
                    + "ab".repeat(32)
                    + "\",\"bytes\":10,\"kept_where\":\"safe 3\",\"holder\":\"dpo\","
                    + "\"reason\":\"cause\"}")
            .path("id")
            .asLong();
    done(
        "dpo",
        at + "/evidence/" + evidence + "/custody",
        "{\"act\":\"handed-over\",\"holder\":\"forensics\",\"reason\":\"analysis\"}");
    long approval =
        done("dpo", at + "/approvals", "{\"what\":\"person-list\",\"reason\":\"to tell them\"}")
            .path("id")
            .asLong();
    String grant = at + "/approvals/" + approval + "/grant";
    assertThat(service.post("dpo", grant, "{}").problem()).isEqualTo("403 second-person-needed");
    assertThat(done("admin", grant, "{}").path("granted_by").asText()).isEqualTo("admin");

    JsonNode whole = service.get("dpo", at).json();
    assertThat(whole.at("/tasks/0/done_by").asText()).isEqualTo("dpo");
    assertThat(whole.at("/evidence/0/custody").size()).isEqualTo(2);
    assertThat(whole.at("/notes/0/text").asText()).isEqualTo("记者来电");
  }

  @Test
  void aCallerThatIsHeldBackGetsNothingAndWhatWasRefusedIsCounted() {
    String person = "person-contained";
    String sealed = sealed(person);
    String at = opened();
    Reply begun =
        service.post(
            "dpo",
            at + "/actions",
            "{\"kind\":\"caller\",\"target\":\"order-service\",\"reason\":\"a key leaked\"}");
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);

    assertThat(reveal(person, sealed).toString()).contains("suspended");
    Await.until(
        "the refusal is counted",
        () -> service.get("dpo", at + "/actions").json().at("/actions/0/refused").asLong() == 1);
    String lift = at + "/actions/" + begun.json().path("id").asLong() + "/lift";
    assertThat(done("dpo", lift, "{}").path("active").asBoolean()).isFalse();
    assertThat(reveal(person, sealed).at("/results/0/value").asText()).isEqualTo("13800138000");

    done("dpo", at + "/scope", "{\"callers\":[\"order-service\"],\"outcomes\":[\"clear\"]}");
    JsonNode figures = service.get("auditor", at + "/scope").json().at("/estimates/0/figures");
    assertThat(figures.path("persons").asLong()).as(figures.toString()).isPositive();
    JsonNode severity = done("dpo", at + "/severity", JUDGED).path("severity");
    // DPC 1 × EI 0.75 + CB (0.5 + 0.5) by hand.
    assertThat(severity.at("/enisa/se").decimalValue()).isEqualByComparingTo("1.75");
    assertThat(severity.at("/enisa/band").asText()).isEqualTo("low");
  }

  private String sealed(String person) {
    return service
        .post(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"%s\",\"subject\":\"%s\",\"value\":\"13800138000\"}]}"
                .formatted(PHONE, person))
        .json()
        .at("/results/0/ciphertext")
        .asText();
  }

  private JsonNode reveal(String person, String sealed) {
    return service
        .post(
            "order-service",
            "/v1/decrypt",
            "{\"purpose\":\"deliver-order\",\"disclose\":\"clear\",\"items\":[{\"field\":\""
                + PHONE
                + "\",\"subject\":\""
                + person
                + "\",\"ciphertext\":\""
                + sealed
                + "\"}]}")
        .json();
  }

  @Test
  void aRegulatorIsToldByAReportThatNeverChanges() {
    String at = opened();
    JsonNode duties = done("dpo", at + "/duties", "{\"persons\":61000,\"sensitive\":10}");
    assertThat(duties.path("clocks").toString()).contains("CN-PIPL/authority", "running");
    String duty = "\"duty\":\"CN-PIPL/authority\"";
    done(
        "dpo",
        at + "/duties/decide",
        "{" + duty + ",\"choice\":\"tell\",\"reason\":\"it is due\"}");
    StringBuilder unknown = new StringBuilder();
    service
        .get("dpo", at + "/report/form?duty=CN-PIPL/authority")
        .json()
        .path("fields")
        .forEach(field ->
            unknown
                .append(unknown.isEmpty() ? "" : ",")
                .append("\"" + field.path("key").asText() + "\":\"not known yet\""));
    String draft = "{" + duty + ",\"kind\":\"first\",\"unknown\":{" + unknown + "}}";
    assertThat(done("dpo", at + "/report", draft).path("complete").asBoolean()).isFalse();
    JsonNode filed = done("dpo", at + "/report/file", "{" + duty + "}");
    assertThat(filed.at("/filed/sha256").asText()).hasSize(64);

    String one = at + "/report?duty=CN-PIPL/authority&version=1";
    assertThat(service.get("auditor", one).json().path("incident").asText())
        .isEqualTo(at.substring(at.lastIndexOf('/') + 1));
    Reply pdf = service.get("auditor", one + "&format=pdf&language=en");
    assertThat(pdf.status()).as(pdf.text()).isEqualTo(200);
    assertThat(pdf.text()).startsWith("%PDF-");
    done("dpo", at + "/report/receipt", "{" + duty + ",\"version\":1,\"number\":\"CAC-17\"}");
    assertThat(service.get("dpo", at + "/duties").json().path("clocks").toString())
        .contains("done");

    String withdrawal = "{" + duty + ",\"kind\":\"withdrawn\"";
    assertThat(service.post("dpo", at + "/report", withdrawal + "}").status()).isEqualTo(400);
    assertThat(
            service
                .post("dpo", at + "/report", withdrawal + ",\"reason\":\"no leak\",\"known\":{}}")
                .status())
        .isEqualTo(400);
    JsonNode withdrawn = done("dpo", at + "/report", withdrawal + ",\"reason\":\"no leak\"}");
    assertThat(withdrawn.at("/content/withdrawal").asText()).isEqualTo("no leak");
    assertThat(withdrawn.path("version").asInt()).isEqualTo(2);
    assertThat(
            service
                .get("dpo", at + "/report?duty=CN-PIPL/authority&version=2&since=1")
                .json()
                .path("changes"))
        .isEmpty();
    assertThat(service.get("dpo", at + "/report?duty=CN-PIPL/authority&since=9").problem())
        .isEqualTo("409 incident-state");
  }

  @Test
  void theCommandLineDoesTheSameBesideTheService() {
    CommandLineRun opened = run("incident", "open", "stolen backup", "--json");
    assertThat(opened.exitCode()).as(opened.err()).isZero();
    String id = opened.out().replaceAll("(?s).*?\"id\":\"(INC-[0-9]+)\".*", "$1");

    assertThat(run("incident", "note", id, "called the storage team").exitCode()).isZero();
    assertThat(run("incident", "close", id).exitCode()).isEqualTo(1);
    assertThat(run("incident", "show", id).out())
        .contains("called the storage team")
        .contains("leaked: not estimated yet")
        .contains("held back: NOTHING")
        .contains("to stop it: yinhu incident contain " + id)
        .contains("next: contained");
    assertThat(run("incident", "list", "--open").out()).contains(id);
    CommandLineRun held =
        run(
            "incident",
            "contain",
            id,
            "--kind",
            "recipient",
            "--target",
            "courier",
            "--reason",
            "its key leaked");
    assertThat(held.exitCode()).as(held.err()).isZero();
    assertThat(held.out()).contains("recipient").contains("ACTIVE");
    assertThat(run("incident", "scope", id, "--caller", "nobody-here").out())
        .contains("0 persons, 0 values");
    assertThat(run("incident", "duties", id, "--persons", "61000").out())
        .contains("CN-PIPL/individuals")
        .contains("running");
    assertThat(run("incident", "show", id).out())
        .contains("leaked: 0 persons")
        .containsPattern("clock: CN-PIPL/authority +first +in (23 h [0-9]+ min|24 h 0 min), due")
        .contains("our own target")
        .contains("held back: recipient courier, 0 requests refused")
        .doesNotContain("NOTHING");
    assertThat(service.get("dpo", "/v1/incidents/" + id).status()).isEqualTo(200);
  }

  private static CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", "yinhu-data"));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }
}
