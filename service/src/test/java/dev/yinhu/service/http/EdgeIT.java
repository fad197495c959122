package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.callers.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ORDER = "{\"title\":\"t\",\"items\":[]}";

  private TestDatabase database;
  private TestService service;
  private String token;

  @BeforeAll
  void open() {
    database = TestDatabase.create("service");
    service = TestService.open(database, Map.of("limits.blocking_permits", "2"));
    token = service.token(Role.SERVICE);
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  private static void assertProblem(HttpResponse<String> response, Problem problem)
      throws Exception {
    assertThat(response.statusCode()).isEqualTo(problem.status());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    var body = JSON.readValue(response.body(), Map.class);
    assertThat(body.get("type")).isEqualTo(problem.type());
    assertThat(body.get("title")).isEqualTo(problem.title());
    assertThat(body.get("status")).isEqualTo(problem.status());
    assertThat(body.get("instance"))
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void aGoodRequestIsAnswered() throws Exception {
    var response = service.post("/v1/orders", token, ORDER);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(ORDER);
    assertThat(response.headers().map())
        .containsKeys("x-request-id")
        .containsEntry("content-type", List.of("application/json"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cache-control", List.of("no-store"))
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void aBodyInManyPiecesIsPutTogether() throws Exception {
    var title = "x".repeat(500_000);
    var response = service.post("/v1/orders", token, "{\"title\":\"" + title + "\",\"items\":[]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(title);
  }

  @Test
  void theClientsRequestIdComesBack() throws Exception {
    var id = "0190163d-8694-739b-aea5-966c26f8ad91";
    var request =
        service
            .request("/v1/orders", token)
            .header("X-Request-Id", id)
            .POST(BodyPublishers.ofString(ORDER));

    assertThat(service.send(request.build()).headers().firstValue("X-Request-Id")).contains(id);
  }

  @Test
  void withoutATokenTheAnswerIsAChallenge() throws Exception {
    var response =
        service.send(
            HttpRequest.newBuilder(service.address("/v1/orders"))
                .POST(BodyPublishers.ofString(ORDER))
                .build());

    assertProblem(response, Problem.MISSING_TOKEN);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"yinhu\"");
  }

  @Test
  void unknownAndRevokedTokensLookTheSame() throws Exception {
    var revoked = service.callers.add("gone", Role.SERVICE, Optional.empty()).reveal();
    service.callers.revoke("gone", false);

    for (String bad : new String[] {revoked, "yht_" + "A".repeat(43), "nonsense"}) {
      var response = service.post("/v1/orders", bad, ORDER);
      assertProblem(response, Problem.INVALID_TOKEN);
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"yinhu\", error=\"invalid_token\"");
    }
  }

  @Test
  void anExpiredTokenSaysSo() throws Exception {
    var expiring =
        service
            .callers
            .add(
                "soon",
                Role.SERVICE,
                Optional.of(Clock.systemUTC().instant().plus(Duration.ofMillis(1_500))))
            .reveal();
    assertThat(service.post("/v1/orders", expiring, ORDER).statusCode()).isEqualTo(200);

    var response = service.post("/v1/orders", expiring, ORDER);
    while (response.statusCode() == 200) {
      response = service.post("/v1/orders", expiring, ORDER);
    }

    assertProblem(response, Problem.EXPIRED_TOKEN);
  }

  @Test
  void theWrongRoleIsForbidden() throws Exception {
    assertProblem(
        service.post("/v1/orders", service.token(Role.AUDITOR), ORDER), Problem.WRONG_ROLE);
    assertProblem(
        service.send(service.request("/v1/orders/7", token).GET().build()), Problem.WRONG_ROLE);
  }

  @Test
  void templatesReachTheirHandler() throws Exception {
    var request = service.request("/v1/orders/a%20b", service.token(Role.DPO)).GET().build();

    assertThat(service.send(request).body()).isEqualTo("{\"id\":\"a b\"}");
  }

  @Test
  void malformedAndUnexpectedJsonAreProblems() throws Exception {
    assertProblem(service.post("/v1/orders", token, "{"), Problem.MALFORMED_JSON);
    var response = service.post("/v1/orders", token, "{\"title\":1,\"items\":[]}");
    assertProblem(response, Problem.INVALID_REQUEST);
    assertThat(response.body())
        .contains("\"errors\":[{\"pointer\":\"/title\",\"detail\":\"expected text\"}]");
  }

  @Test
  void unknownPlacesAndMethodsAreProblems() throws Exception {
    assertProblem(service.get("/v1/nothing"), Problem.NOT_FOUND);
    var response = service.send(service.request("/v1/orders", token).DELETE().build());
    assertProblem(response, Problem.METHOD_NOT_ALLOWED);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void headAnswersWithTheHeadersOfGet() throws Exception {
    var request =
        HttpRequest.newBuilder(service.address("/healthz"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    var response = service.send(request);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).contains("15");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void anUnknownFailureIsInternalAndSaysNothing() throws Exception {
    var response = service.post("/v1/broken", token, "13800138000");

    assertProblem(response, Problem.INTERNAL);
    assertThat(response.body()).doesNotContain("13800138000").doesNotContain("choked");
  }

  @Test
  void anErrorIsAnsweredTooAndTheLoopGoesOn() throws Exception {
    assertProblem(service.post("/v1/class-missing", token, ""), Problem.INTERNAL);
    assertProblem(service.post("/v1/no-memory", token, ""), Problem.INTERNAL);
    assertThat(service.post("/v1/orders", token, ORDER).statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerFromAnotherThreadIsSentByTheLoop() throws Exception {
    assertThat(service.post("/v1/elsewhere", token, "").body()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void tooManyBlockingCallsAreRefusedAndThenPass() throws Exception {
    try (var own = TestService.open(database, Map.of("limits.blocking_permits", "1"))) {
      assertThat(own.post("/v1/orders", token, ORDER).statusCode()).isEqualTo(200);
      var slow = own.sendLater(own.request("/v1/slow", token).GET().build());
      assertThat(own.reached.await(10, TimeUnit.SECONDS)).isTrue();

      var refused = own.send(own.request("/v1/slow", token).GET().build());

      assertProblem(refused, Problem.BUSY);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      own.release.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
    }
  }

  @Test
  void metersCountByTemplateAndNeverByPath() throws Exception {
    service.send(
        service.request("/v1/orders/planted-13800138000", service.token(Role.DPO)).GET().build());
    service.get("/planted-13800138000");

    var metrics = service.get("/metrics").body();

    assertThat(metrics)
        .contains(
            "yinhu_http_requests_seconds_count{method=\"GET\",route=\"/v1/orders/{id}\",status=\"2xx\"}")
        .contains("route=\"/unmatched\",status=\"4xx\"")
        .contains("jvm_memory_used_bytes")
        .contains("yinhu_blocking_permits 2.0")
        .doesNotContain("13800138000");
  }
}
