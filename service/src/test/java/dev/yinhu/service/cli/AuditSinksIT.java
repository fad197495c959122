package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.yinhu.accessaudit.sink.config.SinksFileException;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service streaming its log to a receiver, and the commands about that. */
final class AuditSinksIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VALUE = "13800138000";

  @TempDir private Path directory;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.addAll(List.of(body.split("\n")));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("sinks.yaml"), yaml);
  }

  private LiveService service() throws IOException {
    Path sinks =
        file(
            "sinks: {soc: {type: webhook, url: 'http://127.0.0.1:%d/in?key=geheim'}}"
                .formatted(receiver.getAddress().getPort()));
    return LiveService.start(
        directory.resolve("yinhu-data"), Map.of("audit.sinks_file", sinks.toString()));
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit", "sinks"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private JsonNode sink(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    CommandLineRun done = run(all.toArray(String[]::new));
    assertThat(done.exitCode()).as(done.err()).isZero();
    return JSON.readTree(done.out()).path("sinks").path(0);
  }

  private static String metrics(LiveService service) {
    return service.send("GET", "/metrics", Map.of(), null).text();
  }

  private boolean seen(String what) {
    return events.stream().anyMatch(event -> event.contains(what));
  }

  @Test
  void whatTheServiceDoesArrivesAndNothingPersonalOrSecretDoes() throws IOException {
    try (LiveService service = service()) {
      service.post(
          "order-service",
          "/v1/encrypt",
          "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"u-geheim\",\"value\":\"%s\"}]}"
              .formatted(VALUE));
      Await.until("the access arrived", () -> seen("\"activity_name\":\"Encrypt\""));
      assertThat(events).noneMatch(event -> event.contains(VALUE) || event.contains("u-geheim"));
      JsonNode access =
          JSON.readTree(
              events.stream()
                  .filter(event -> event.contains("\"Encrypt\""))
                  .findFirst()
                  .orElseThrow());
      assertThat(access.at("/class_uid").asInt()).isEqualTo(6_005);
      assertThat(access.at("/actor/app_name").asText()).isEqualTo("order-service");
      assertThat(access.at("/metadata/product/version").asText()).isNotEmpty();

      Await.until("the meters were read", () -> metrics(service).contains("yinhu_audit_sink_lag{"));
      assertThat(metrics(service))
          .contains("yinhu_audit_sink_paused{sink=\"soc\"} 0.0")
          .doesNotContain("geheim");
    }
  }

  @Test
  void theCommandsShowAndChangeSinksAndStandInTheLog() throws IOException {
    try (LiveService service = service()) {
      Await.until("streaming began", () -> seen("register-apply"));
      assertThat(sink().path("state").asText()).isEqualTo("streaming");
      assertThat(sink("pause", "soc").path("paused").asText()).isEqualTo("by-hand");
      assertThat(run().out()).contains("SINK", "LAG", "soc", "paused", "by-hand");
      assertThat(sink("skip", "soc", "--to", "0").path("next").asLong()).isZero();
      assertThat(sink("resume", "soc").hasNonNull("paused")).isFalse();
      assertThat(service).isNotNull();
    }
  }

  @Test
  void wrongUseIsTold() throws IOException {
    try (LiveService service = service()) {
      assertThat(run("pause").exitCode()).isEqualTo(2);
      assertThat(run("skip", "soc").err()).contains("--to INDEX goes with skip");
      assertThat(run("dance", "soc").exitCode()).isEqualTo(2);
      CommandLineRun unknown = run("resume", "nobody");
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.err()).contains("there is no sink of that name");
      CommandLineRun beyond = run("skip", "soc", "--to", "999999");
      assertThat(beyond.exitCode()).isEqualTo(1);
      assertThat(beyond.err()).contains("cannot go on with entry 999999");
      assertThat(sink().path("next").asLong()).isLessThan(999_999);
      // A slip of the hand may be anybody's number: it must not stand in the log for ever.
      assertThat(run("pause", "13812345678").exitCode()).isEqualTo(1);
      assertThat(service.entries()).doesNotContain("13812345678", "nobody", "sink-skip");
    }
  }

  @Test
  void aFileWithAProblemKeepsTheServiceFromStarting() throws IOException {
    Path sinks = file("sinks:\n  soc:\n    type: webhook\n    uri: x\n");
    assertThatThrownBy(() ->
            LiveService.start(
                directory.resolve("yinhu-data"), Map.of("audit.sinks_file", sinks.toString())))
        .isInstanceOf(SinksFileException.class)
        .hasMessageContaining("sinks.yaml:4: soc.uri: is not a key of a webhook sink")
        .hasMessageContaining("url is missing");
  }
}
