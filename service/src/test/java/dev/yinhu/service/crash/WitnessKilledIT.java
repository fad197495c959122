package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.policy.Judgement;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two witnesses in processes of their own cosign; one is killed and comes back. */
final class WitnessKilledIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORIGIN = "yinhu.local/audit";

  @TempDir private Path place;

  /** A witness that was started: its process, where it listens, and its key. */
  private record Running(Process process, int port, String key) implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Running witness(String name, String logKey, int port) throws Exception {
    Path out = place.resolve(name + "-" + System.nanoTime() + ".log");
    Process process =
        ServiceProcess.started(
            out,
            "audit",
            "witness",
            "--json",
            "--name",
            name + ".example",
            "--vkey",
            logKey,
            "--state",
            place.resolve(name).toString(),
            "--listen",
            "127.0.0.1:" + port);
    Await.until(name + " serves", () -> read(out).contains("\"address\"") || !process.isAlive());
    assertThat(process.isAlive()).as(read(out)).isTrue();
    String line = read(out).lines().filter(text -> text.startsWith("{")).findFirst().orElseThrow();
    JsonNode told = JSON.readTree(line);
    assertThat(told.path("address").asText()).isEqualTo("127.0.0.1:" + port);
    return new Running(process, port, told.path("verifierKeys").path(0).asText());
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static void write(LiveService service) {
    Reply reply =
        service.post(
            "order-service",
            "/v1/mask",
            "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"13800000000\"}]}");
    assertThat(reply.status()).isEqualTo(200);
  }

  private static SignedNote published(LiveService service) {
    Reply reply = service.send("GET", "/audit/log/checkpoint", Map.of(), null);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return SignedNote.parse(reply.text());
  }

  private static long size(LiveService service) {
    return Checkpoint.parse(published(service).text()).size();
  }

  private static String vkey(LiveService service) {
    return service.send("GET", "/audit/log/vkey", Map.of(), null).text().strip();
  }

  private String logKey() throws Exception {
    try (LiveService service = LiveService.start(place.resolve("data"), Map.of())) {
      return vkey(service);
    }
  }

  private static String monitored(int port) throws Exception {
    byte[] name =
        MessageDigest.getInstance("SHA-256").digest(ORIGIN.getBytes(StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address =
          URI.create(
              "http://127.0.0.1:%d/%s/checkpoint".formatted(port, HexFormat.of().formatHex(name)));
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }

  @Test
  void bothCosignAndWithoutOneNothingNewIsPublishedUntilItIsBack() throws Exception {
    String key = logKey();
    int port = freePort();
    Running killed = witness("w2", key, port);
    try (Running one = witness("w1", key, freePort())) {
      String policy =
          """
          log %s
          witness one %s http://127.0.0.1:%d
          witness two %s http://127.0.0.1:%d/
          group both all one two
          quorum both
          """
              .formatted(key, one.key(), one.port(), killed.key(), port);
      Files.writeString(place.resolve("policy"), policy);
      Map<String, String> settings =
          Map.of(
              "audit.witness_policy", place.resolve("policy").toString(),
              "audit.witness_timeout", "2s",
              "audit.ml_dsa", "true");
      try (LiveService service = LiveService.start(place.resolve("data"), settings)) {
        write(service);
        awaitCosigned(service, policy);
        Judgement judged = TrustPolicy.parse(policy).judge(published(service));
        assertThat(judged.witnesses()).extracting(w -> w.name()).containsExactly("one", "two");

        killed.close();
        write(service);
        Await.until(
            "it is said who is missing",
            () -> ready(service).text().contains("too few witnesses signed: two "));
        assertThat(ready(service).status()).isEqualTo(200);
        long before = size(service);
        for (int i = 0; i < 5; i++) {
          write(service);
        }
        assertThat(service.send("GET", "/metrics", Map.of(), null).text())
            .contains("yinhu_audit_checkpoint_delayed 1");

        try (ServerSocket hangs = new ServerSocket(port, 8, InetAddress.getLoopbackAddress())) {
          hangs.setSoTimeout(30_000);
          try (Socket _ = hangs.accept()) {
            // It was asked, says nothing, and the log goes on all the same.
            write(service);
            assertThat(ready(service).status()).isEqualTo(200);
            assertThat(ready(service).text()).contains("too few witnesses signed: two ");
          }
        }

        killed = witness("w2", key, port);
        Await.until("it goes on", () -> size(service) >= before + 6);
        assertThat(TrustPolicy.parse(policy).judge(published(service)).accepted()).isTrue();
        Await.until("nobody is missing", () -> !ready(service).text().contains("details"));
        assertThat(SignedNote.parse(monitored(port)).text())
            .isEqualTo(SignedNote.parse(monitored(one.port())).text());
      }
    } finally {
      killed.close();
    }
  }

  @Test
  void aSecondWitnessInTheSameFolderIsToldThatThereIsOne() throws Exception {
    String key = logKey();
    try (Running _ = witness("w1", key, freePort())) {
      CommandLineRun second =
          CommandLineRun.of(
              place, "audit", "witness", "--state", "w1", "--vkey", key, "--listen", "127.0.0.1:0");
      assertThat(second.exitCode()).isOne();
      assertThat(second.err())
          .contains("another witness (process", "--state")
          .doesNotContain("--data", "service");
    }
  }

  /** What was published before there were witnesses has no cosignatures. */
  private static void awaitCosigned(LiveService service, String policy) {
    TrustPolicy trusted = TrustPolicy.parse(policy);
    Await.until("both cosign", () -> trusted.judge(published(service)).accepted());
  }

  private static Reply ready(LiveService service) {
    return service.send("GET", "/readyz", Map.of(), null);
  }

  @Test
  void aPolicyThatCannotBeUsedIsRefusedAtTheStart() throws Exception {
    Files.writeString(place.resolve("policy"), "quorum nobody\n");
    CommandLineRun run =
        CommandLineRun.of(place, "audit", "witness", "--state", "w", "--policy", "policy");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("line 1 of the policy");
    assertThat(List.of(CommandLineRun.of(place, "audit", "witness", "--state", "w").exitCode()))
        .containsExactly(2);
  }
}
