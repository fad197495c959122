package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.service.Await;
import dev.yinhu.service.FileClient;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bounds on files: how long, how many at once, and how long one may stand still. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class FileLimitsIT {
  private static final String PATH = "/v1/encrypt/file";
  private static final byte[] PIECE = new byte[140_000];

  @TempDir static Path data;

  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service =
        LiveService.start(
            data,
            Map.of("limits.file_bytes", "300000", "limits.files", "1", "http.idle_timeout", "3s"));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(service.headers("order-service"));
    headers.put("Yinhu-Field", "shop.users.id_number");
    headers.put("Yinhu-Subject", "u-1");
    return headers;
  }

  private FileClient begun() throws IOException {
    FileClient client = FileClient.post(service.address(PATH), headers());
    client.send(PIECE, 0, PIECE.length);
    return client;
  }

  /** Status, or 0 when the answer did not come whole. */
  private int whole() {
    try (FileClient client = begun()) {
      client.end();
      client.readTo(OutputStream.nullOutputStream());
      return client.status();
    } catch (IOException cut) {
      return 0;
    }
  }

  private void awaitFree() {
    Await.until("a place is free", () -> whole() == 200);
  }

  @Test
  void aFileThatSaysItIsTooLongIsRefused() {
    Reply reply = service.send("POST", PATH, headers(), "x".repeat(300_001));
    assertThat(reply.problem()).isEqualTo("413 body-too-large");
  }

  @Test
  void aFileThatTurnsOutTooLongIsCut() throws IOException {
    awaitFree();
    try (FileClient client = begun()) {
      assertThat(client.status()).isEqualTo(200);
      assertThatThrownBy(
              () -> {
                client.send(PIECE, 0, PIECE.length).send(PIECE, 0, PIECE.length).end();
                client.readTo(OutputStream.nullOutputStream());
              })
          .isInstanceOf(IOException.class);
    }
    awaitFree();
  }

  @Test
  void oneFileTooManyIsToldToComeAgain() throws IOException {
    awaitFree();
    try (FileClient first = begun()) {
      assertThat(first.status()).isEqualTo(200);
      try (FileClient second = FileClient.post(service.address(PATH), headers())) {
        second.end();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        second.readTo(told);
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("/problems/busy");
      }
      first.end();
      first.readTo(OutputStream.nullOutputStream());
    }
    awaitFree();
  }

  @Test
  void aClientThatStandsStillIsCutAndItsPlaceFree() throws IOException {
    awaitFree();
    try (FileClient still = begun()) {
      assertThat(still.status()).isEqualTo(200);
      assertThatThrownBy(() -> still.readTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
    awaitFree();
  }

  @Test
  void aClientOfHttp10IsRefused() throws IOException {
    try (FileClient old = FileClient.post(service.address(PATH), headers(), "HTTP/1.0")) {
      assertThat(old.status()).isEqualTo(400);
    }
  }
}
