package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.incident.Opening;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.Await;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drill whose scope is planted with customers who could be real, in a service with a gateway and
 * a mail server: everything goes its way, and neither of the two hears of it.
 */
final class DrillNoticesIT {
  private static final String PLANTED = "drill-1-support-desk";
  private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

  @TempDir private static Path folder;
  private static HttpServer gateway;
  private static ProofScene scene;
  private static LiveService service;

  @BeforeAll
  static void open() throws Exception {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          try (exchange) {
            RECEIVED.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    gateway.start();
    scene =
        new ProofScene(
            folder,
            """
            sms:
              hosts: [127.0.0.1]
              internal: true
              send: {url: "http://127.0.0.1:%d/send", json: '{"to":"{to}","text":"{text}","id":"{id}"}'}
              idempotent: true
            """
                .formatted(gateway.getAddress().getPort()),
            Map.entry("jwks_file", folder.resolve("platform.json").toString()));
    service = scene.service;
  }

  @AfterAll
  static void close() {
    scene.close();
    gateway.stop(0);
  }

  private static JsonNode done(String who, String path, String body) {
    Reply reply = service.post(who, path, body);
    assertThat(reply.status()).as(path + " " + reply.text()).isBetween(200, 201);
    return reply.json();
  }

  private static String drill() {
    var order = service.session().order(Optional.empty());
    var opening = new Opening(new Reason("drill: staff leak"), true, "dpo", Optional.empty());
    return "/v1/incidents/"
        + service.session().breach().incidents().incidents().open(opening, order).id();
  }

  private static String real() {
    return "/v1/incidents/"
        + done("dpo", "/v1/incidents", "{\"title\":\"staff leak\"}").path("id").asText();
  }

  /** Estimates who saw what, and asks for a run. */
  private static void tell(String at, String caller, String first, String second) {
    done(
        "dpo",
        at + "/scope",
        "{\"callers\":[\"%s\"],\"purposes\":[\"deliver-order\"]}".formatted(caller));
    String ask = "{\"what\":\"tell-people\",\"reason\":\"PIPL 57\"}";
    long approval = done("dpo", at + "/approvals", ask).path("id").asLong();
    done("admin", at + "/approvals/" + approval + "/grant", "{}");
    done(
        "dpo",
        at + "/notices",
        """
        {"kinds":["contact"],"cause":"staff","harm":"fraud","remedy":"access","help":"beware",
         "contact":"hotline","channels":["%s","%s"],"per_minute":100000}
        """
            .formatted(first, second));
    Await.until("all are told", () -> told(at).at("/persons/told").asLong() == 3);
  }

  private static JsonNode told(String at) {
    return service.get("auditor", at + "/notices").json();
  }

  private static void read(String person) {
    JsonNode sealed =
        done(
            "order-service",
            "/v1/encrypt",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"%s\",\"value\":\"%s\"}]}"
                .formatted(person, ProofScene.phone(person)));
    service.reveal(
        "order-service",
        "deliver-order",
        "clear",
        "shop.users.phone",
        person,
        sealed.at("/results/0/ciphertext").asText());
  }

  /** An access made up for a drill is about people who exist, against all rules. */
  private static void plant(List<String> people) {
    List<String> references =
        people.stream()
            .map(person -> service.session().log().reference(person).orElseThrow())
            .toList();
    AuditEntry made =
        new AuditEntry.Access(
            Clock.systemUTC().instant(),
            "drill-1/0",
            Operation.DECRYPT,
            new CallerName(PLANTED),
            Optional.of(new Purpose("deliver-order")),
            Behalf.NOBODY,
            1,
            List.of(
                new AuditEntry.Item(
                    "shop.users.phone", "clear", "", references.size(), references)));
    try (AuditLog log =
        AuditLog.open(
            service.session().database().dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      long _ = log.append(made).join();
    }
  }

  @Test
  void nothingOfADrillLeavesAndTheSameOfARealIncidentDoes() {
    List<String> people = Stream.generate(scene::customer).limit(3).toList();
    people.forEach(DrillNoticesIT::read);
    plant(people);
    long openings = openings();

    String drill = drill();
    assertThat(drill).contains("/DRILL-");
    tell(drill, PLANTED, "sms", "email");
    tell(drill(), PLANTED, "email", "sms");

    assertThat(RECEIVED).as("what the gateway received").isEmpty();
    people.forEach(person -> assertThat(scene.mails(person)).isEmpty());
    assertThat(openings()).as("contacts opened").isEqualTo(openings);
    assertThat(told(drill).path("search").isMissingNode() || told(drill).path("search").isNull())
        .as("nobody is looked for")
        .isTrue();

    tell(real(), "order-service", "sms", "email");
    assertThat(RECEIVED).hasSize(3);
    assertThat(RECEIVED).anyMatch(body -> body.contains(ProofScene.phone(people.getFirst())));
    tell(real(), "order-service", "email", "sms");
    people.forEach(person -> assertThat(scene.mails(person)).hasSize(1));
    assertThat(openings()).isGreaterThan(openings);
  }

  /** Entries of what was opened under the legal duty. */
  private static long openings() {
    return service
        .entries()
        .lines()
        .filter(entry -> entry.contains("\"subject-rights\"") && entry.contains("\"decrypt\""))
        .count();
  }
}
