package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.logging.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks is proven by token and code, and stopped by who is told, with a real mail server. */
final class ProofIT {
  @TempDir private static Path folder;
  private static ProofScene scene;
  private static LiveService service;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static final List<String> SECRETS = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    scene = new ProofScene(folder);
    service = scene.service;
    LogSetup.configured(new Logging(Format.TEXT, Level.DEBUG, true), LOG);
  }

  @AfterAll
  static void nothingSecretWasLogged() {
    LogSetup.quiet(System.out);
    try {
      String entries = service.entries();
      String log = LOG.toString(StandardCharsets.UTF_8);
      assertThat(log).contains("/v1/requests/{id}/verify");
      assertThat(SECRETS).isNotEmpty();
      for (String secret : SECRETS) {
        assertThat(log).as("log").doesNotContain(secret);
        assertThat(entries).as("access log").doesNotContain(secret);
      }
      assertThat(log).doesNotContain("@mail.example");
      assertThat(entries).doesNotContain("@mail.example");
    } finally {
      scene.close();
    }
  }

  private static String secret(String text) {
    SECRETS.add(text);
    return text;
  }

  private static String brought(String caller, String body) {
    Reply reply = service.post(caller, "/v1/requests", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return "/v1/requests/" + reply.json().path("id").asText();
  }

  private static String vouched(String type, String person) {
    return brought(
        "order-service",
        "{\"type\":\"%s\",\"subject\":\"%s\",\"vouching\":\"%s\"}"
            .formatted(type, person, secret(scene.token(person))));
  }

  private static String opened(String type, String person) {
    return brought("order-service", "{\"type\":\"%s\",\"subject\":\"%s\"}".formatted(type, person));
  }

  private static String state(String at) {
    return service.get("dpo", at).json().path("state").asText();
  }

  private static Reply code(String at, String code) {
    return service.post("order-service", at + "/verify", "{\"code\":\"%s\"}".formatted(code));
  }

  private static JsonNode notices(String at) {
    return service.get("dpo", at + "/notices").json().path("notices");
  }

  @Test
  void aDeletionAskedByTokenIsProvenByTheCodeThatWasMailed() {
    String person = secret(scene.customer());
    String at = vouched("delete", person);
    String code = secret(scene.code(person, 1));
    assertThat(state(at)).isEqualTo("received");

    assertThat(code(at, code).json().path("taken").asBoolean()).isTrue();

    Await.until("the work begins", () -> !state(at).equals("received"));
    JsonNode seen = service.get("dpo", at).json();
    assertThat(seen.path("history").toString()).contains("vouched-and-code");
    Await.until(
        "both notices are delivered",
        () -> notices(at).findValuesAsText("state").equals(List.of("delivered", "delivered")));
    assertThat(service.entries()).contains("case-verify", "vouched-and-code");
    assertThat(scene.mails(person)).noneMatch(text -> text.contains("://"));
  }

  @Test
  void aSecondFactorOfThePlatformStandsForTheCode() {
    String person = secret(scene.customer());
    String at =
        brought(
            "order-service",
            "{\"type\":\"delete\",\"subject\":\"%s\",\"vouching\":\"%s\"}"
                .formatted(person, secret(scene.token(person, List.of("pwd", "otp")))));

    Await.until("the work begins", () -> !state(at).equals("received"));
    assertThat(service.get("dpo", at).json().path("history").toString())
        .contains("vouched-and-step-up");
    assertThat(secret(scene.stop(person))).isNotEmpty();
    assertThat(service.entries()).contains("vouched-and-step-up");
  }

  @Test
  void theProofOfAGuardianIsJudgedByStaffAndTheCodeGoesToTheChildsContact() {
    String person = secret(scene.customer());
    String at =
        brought(
            "order-service",
            "{\"type\":\"copy\",\"subject\":\"%s\",\"requester\":\"guardian\"}".formatted(person));
    String refused = "{\"accepted\":false,\"code\":\"unreadable\"}";
    String accepted = "{\"accepted\":true,\"code\":\"household-register\"}";

    assertThat(service.post("order-service", at + "/relation", accepted).problem())
        .isEqualTo("403 wrong-role");
    assertThat(service.post("dpo", at + "/relation", refused).json().path("state").asText())
        .isEqualTo("received");
    assertThat(scene.mails(person)).isEmpty();
    assertThat(service.post("dpo", at + "/relation", accepted).status()).isEqualTo(200);
    assertThat(state(at)).isEqualTo("received");
    code(at, secret(scene.code(person, 1)));

    Await.until("the work begins", () -> !state(at).equals("received"));
    assertThat(service.get("dpo", at).json().path("history").toString())
        .contains("proof-of-relation-and-code");
    assertThat(service.entries()).contains("case-relation", "household-register", "unreadable");
    assertThat(service.post("dpo", at + "/relation", accepted).problem())
        .isEqualTo("409 request-state");
    String own = opened("explain", person);
    assertThat(service.post("dpo", own + "/relation", accepted).problem())
        .isEqualTo("409 request-state");
    for (String wrong :
        List.of("{}", "{\"accepted\":true}", "{\"accepted\":true,\"code\":\"Her father\"}")) {
      assertThat(service.post("dpo", at + "/relation", wrong).problem())
          .as(wrong)
          .isEqualTo("400 invalid-request");
    }
  }

  /** Past the description, which has an address of the same form for GET. */
  private static int got(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.address(path));
    service.headers("order-service").forEach(request::header);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoIsToldStopsItWithTheTokenAfterBeingAsked() {
    String person = secret(scene.customer());
    String at = opened("delete", person);
    String stop = secret(scene.stop(person));
    String look = "{\"token\":\"%s\"}".formatted(stop);
    String confirm = "{\"token\":\"%s\",\"confirm\":true,\"source\":\"192.0.2.7\"}".formatted(stop);

    JsonNode asked = service.post("order-service", "/v1/requests/stop", look).json();
    assertThat(asked.toString()).isEqualTo("{\"stops\":\"delete\",\"stopped\":false}");
    assertThat(state(at)).isEqualTo("received");
    assertThat(got("/v1/requests/stop?token=" + stop)).isEqualTo(405);
    assertThat(state(at)).isEqualTo("received");

    JsonNode stopped = service.post("order-service", "/v1/requests/stop", confirm).json();
    assertThat(stopped.path("stopped").asBoolean()).isTrue();
    assertThat(state(at)).isEqualTo("cancelled");
    assertThat(service.entries()).contains("case-stop");

    Reply used = service.post("order-service", "/v1/requests/stop", look);
    Reply unknown =
        service.post(
            "order-service", "/v1/requests/stop", "{\"token\":\"%s\"}".formatted("0".repeat(26)));
    assertThat(used.problem()).isEqualTo("404 not-found").isEqualTo(unknown.problem());
    assertThat(used.json().path("detail")).isEqualTo(unknown.json().path("detail"));
  }

  @Test
  void wrongCodesUseUpTheCodeAndThenTheTries() {
    String person = secret(scene.customer());
    String at = opened("copy", person);
    String first = secret(scene.code(person, 1));
    String wrong = first.equals("00000000") ? "00000001" : "00000000";
    for (int i = 0; i < 5; i++) {
      assertThat(code(at, wrong).status()).isEqualTo(202);
    }
    assertThat(code(at, first).status()).isEqualTo(202);
    assertThat(service.post("order-service", at + "/code", "{}").status()).isEqualTo(202);
    String second = secret(scene.code(person, 2));
    assertThat(state(at)).isEqualTo("received");

    for (int i = 0; i < 13; i++) {
      assertThat(code(at, "x").status()).isEqualTo(202);
    }
    Reply tooMany = code(at, second);
    assertThat(tooMany.problem()).isEqualTo("429 limit-exceeded");
    assertThat(tooMany.header("Retry-After")).isEqualTo("3600");
    assertThat(state(at)).isEqualTo("received");
  }

  @Test
  void aRequestThatThereIsNotIsAnsweredAsOneThatThereIs() {
    String person = secret(scene.customer());
    String at = opened("copy", person);
    String none = "/v1/requests/R-00000-00000-00000-00000";
    String code = secret(scene.code(person, 1));
    for (String path : List.of("/verify", "/code")) {
      String body = path.equals("/verify") ? "{\"code\":\"12345678\"}" : "{}";
      Reply known = service.post("order-service", at + path, body);
      Reply others = service.post("marketing-job", at + path, body);
      Reply unknown = service.post("order-service", none + path, body);
      assertThat(unknown.status()).isEqualTo(202).isEqualTo(known.status());
      assertThat(unknown.text()).isEqualTo(known.text()).isEqualTo(others.text());
    }
    assertThat(
            service
                .post("marketing-job", at + "/verify", "{\"code\":\"%s\"}".formatted(code))
                .status())
        .isEqualTo(202);
    for (int i = 0; i < 18; i++) {
      service.post("order-service", none + "/code", "{}");
    }
    assertThat(service.post("order-service", none + "/code", "{}").problem())
        .isEqualTo("429 limit-exceeded");
    assertThat(state(at)).isEqualTo("received");
  }

  @Test
  void somebodyWhomNobodyKnowsIsAnsweredAlikeAndNobodyIsTold() {
    String known = secret(scene.customer());
    String stranger = secret("stranger-77aa");
    JsonNode one = service.get("order-service", opened("copy", known)).json();
    String at = opened("copy", stranger);
    JsonNode other = service.get("order-service", at).json();

    assertThat(other.fieldNames()).toIterable().containsExactlyElementsOf(one::fieldNames);
    assertThat(other.path("history").findValuesAsText("event"))
        .isEqualTo(one.path("history").findValuesAsText("event"));
    Await.until(
        "there is no contact",
        () -> notices(at).findValuesAsText("state").equals(List.of("unreachable", "unreachable")));
    assertThat(notices(at).findValuesAsText("code")).containsOnly("no-contact");
  }

  @Test
  void aContactThatIsNewIsSentNoCode() {
    String person = secret(scene.customer(Duration.ofDays(2)));
    String at = opened("copy", person);

    Await.until(
        "the notices are settled",
        () -> notices(at).findValuesAsText("state").equals(List.of("unreachable", "unreachable")));
    assertThat(scene.mails(person)).isEmpty();
  }

  @Test
  void aTokenForSomebodyElseOrShownTwiceProvesNothing() {
    String person = secret(scene.customer());
    String token = secret(scene.token(person));
    String body = "{\"type\":\"%s\",\"subject\":\"%s\",\"vouching\":\"%s\"}";
    String good = brought("order-service", body.formatted("explain", person, token));
    Await.until("the work begins", () -> !state(good).equals("received"));
    String again = brought("order-service", body.formatted("restrict", person, token));
    String others =
        brought("order-service", body.formatted("explain", secret("person-else-1b"), token));

    String fresh = secret(scene.token(person));
    assertThat(
            service
                .post("order-service", again + "/verify", "{\"vouching\":\"%s\"}".formatted(fresh))
                .status())
        .isEqualTo(202);
    Await.until("the work begins", () -> !state(again).equals("received"));
    assertThat(state(others)).isEqualTo("received");
  }

  @Test
  void requestsForOnePersonAreLimited() {
    String person = secret("person-many-91");
    String body = "{\"type\":\"explain\",\"subject\":\"%s\"}".formatted(person);
    for (int i = 0; i < 20; i++) {
      assertThat(service.post("order-service", "/v1/requests", body).status()).isEqualTo(202);
    }

    assertThat(service.post("order-service", "/v1/requests", body).problem())
        .isEqualTo("429 limit-exceeded");
    assertThat(service.post("dpo", "/v1/requests", body).status()).isEqualTo(202);
  }

  private static Reply link(String at, String token) {
    return service.post(
        "order-service", at + "/package-link", "{\"vouching\":\"%s\"}".formatted(token));
  }

  private static Reply take(String token) {
    return service.send(
        "POST", "/v1/packages/take", Map.of(), "{\"token\":\"%s\"}".formatted(token));
  }

  @Test
  void aPackageIsTakenOnceByItsLink() {
    String person = secret(scene.customer());
    String at = opened("copy", person);
    assertThat(service.post("dpo", at + "/package-link", "").problem()).isEqualTo("404 not-found");
    service.post("dpo", at + "/verify", "");
    Await.until("the copy is made", () -> state(at).equals("completed"));

    assertThat(service.post("order-service", at + "/package-link", "{}").problem())
        .isEqualTo("409 request-state");
    String others = secret(scene.token(secret(scene.customer())));
    assertThat(link(at, others).problem()).isEqualTo("409 request-state");
    String old = secret(link(at, secret(scene.token(person))).json().path("token").asText());
    Reply made = link(at, secret(scene.token(person)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String token = secret(made.json().path("token").asText());

    Reply taken = take(token);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.text()).startsWith("PK");
    Reply again = take(token);
    Reply unknown = take("0".repeat(26));
    assertThat(again.problem()).isEqualTo("404 not-found");
    for (Reply other : List.of(unknown, take(old))) {
      assertThat(other.problem()).isEqualTo(again.problem());
      assertThat(other.json().path("detail")).isEqualTo(again.json().path("detail"));
    }
    assertThat(service.entries()).contains("case-package-link");
    assertThat(service.send("POST", "/v1/packages/take", Map.of(), "{\"token\":1}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(service.send("POST", "/v1/packages/take", Map.of(), "x".repeat(2_000)).problem())
        .isEqualTo("413 body-too-large");
    assertThat(service.post("marketing-job", at + "/package-link", "{}").problem())
        .isEqualTo("404 not-found");
  }

  @Test
  void whatCannotBeIsSaid() {
    String at = opened("copy", secret("person-wrong-12"));
    Map<String, String> wrong =
        Map.of(
            "{}", "400 invalid-request",
            "{\"code\":\"\"}", "400 invalid-request",
            "{\"code\":\"1\",\"vouching\":\"a\"}", "400 invalid-request",
            "{\"code\":1}", "400 invalid-request",
            "{\"source\":\"\"}", "400 invalid-request");
    wrong.forEach((body, problem) ->
        assertThat(service.post("order-service", at + "/verify", body).problem())
            .as(body)
            .isEqualTo(problem));
    assertThat(service.post("order-service", at + "/verify", "").problem())
        .isEqualTo("403 wrong-role");
    assertThat(service.post("order-service", at + "/code", "{\"code\":\"1\"}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(service.post("dpo", "/v1/requests/stop", "{}").problem())
        .isEqualTo("400 invalid-request");
    assertThat(service.post("dpo", "/v1/notices/call-backs/sms", "[]").problem())
        .isEqualTo("404 not-found");
    assertThat(service.get("dpo", "/v1/requests/R-1/notices").problem()).isEqualTo("404 not-found");
  }
}
