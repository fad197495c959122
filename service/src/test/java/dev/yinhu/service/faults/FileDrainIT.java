package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.service.Await;
import dev.yinhu.service.FileClient;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that stops while a file is on its way. */
@Timeout(180)
final class FileDrainIT {
  private static final byte[] PIECE = new byte[140_000];

  @TempDir private Path data;

  private static FileClient begun(LiveService service) throws IOException {
    Map<String, String> headers = new HashMap<>(service.headers("order-service"));
    headers.put("Yinhu-Field", "shop.users.id_number");
    headers.put("Yinhu-Subject", "u-1");
    FileClient client = FileClient.post(service.address("/v1/encrypt/file"), headers);
    client.send(PIECE, 0, PIECE.length);
    assertThat(client.status()).isEqualTo(200);
    return client;
  }

  private static boolean turnsAway(URI address) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return socket.getInputStream().read() < 0;
    } catch (IOException refused) {
      return true;
    }
  }

  @Test
  void theFileIsFinishedFirst() throws Exception {
    LiveService service = LiveService.start(data, Map.of("http.drain_timeout", "60s"));
    URI address = service.address("/");
    try (FileClient client = begun(service)) {
      CompletableFuture<Void> closing = CompletableFuture.runAsync(service::close);
      Await.until("it turns new connections away", () -> turnsAway(address));
      assertThat(closing).isNotDone();

      client.send(PIECE, 0, PIECE.length).end();

      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      client.readTo(sealed);
      assertThat(sealed.size()).isGreaterThan(2 * PIECE.length);
      closing.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFileThatDoesNotEndIsCutAndRecordedAsInterrupted() throws Exception {
    LiveService service = LiveService.start(data, Map.of("http.drain_timeout", "300ms"));
    String request;
    try (FileClient client = begun(service)) {
      request = client.header("X-Request-Id");

      service.close();

      assertThatThrownBy(() -> client.readTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
    try (LiveService again = LiveService.start(data, Map.of())) {
      assertThat(outcomes(again, request)).containsExactly("encrypted", "interrupted");
    }
  }

  private static List<String> outcomes(LiveService service, String request) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; ; i++) {
      Reply reply = service.get("auditor", "/v1/audit/entries/" + i);
      if (reply.status() != 200) {
        return outcomes;
      }
      JsonNode entry = reply.json().path("entry");
      if (entry.path("request").asText().equals(request)) {
        outcomes.add(entry.at("/items/0/outcome").asText());
      }
    }
  }
}
