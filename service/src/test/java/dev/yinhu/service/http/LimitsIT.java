package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.callers.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class LimitsIT {

  private static final int TWO_MEBIBYTES = 2 * 1_024 * 1_024;

  private TestDatabase database;
  private TestService service;
  private String token;

  @BeforeAll
  void open() {
    database = TestDatabase.create("service");
    service =
        TestService.open(
            database, Map.of("http.read_timeout", "300ms", "http.idle_timeout", "600ms"));
    token = service.token(Role.SERVICE);
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  private String head(String more) {
    return "POST /v1/orders HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + token + "\r\n" + more;
  }

  @Test
  void aDeclaredBodyOverTheLimitIsRefusedAndTheConnectionStaysOfUse() throws Exception {
    var response = service.post("/v1/orders", token, "x".repeat(TWO_MEBIBYTES));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("body-too-large");
    assertThat(service.post("/v1/orders", token, "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void anUndeclaredBodyIsCutAtTheLimit() throws Exception {
    int before = service.orders.size();
    var request =
        service
            .request("/v1/orders", token)
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[TWO_MEBIBYTES])))
            .build();

    assertThat(service.send(request).statusCode()).isEqualTo(413);
    assertThat(service.orders).hasSize(before);
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws Exception {
    try (var client = new RawClient(service.port())) {
      client.send(head("Transfer-Encoding: chunked\r\n\r\n"));
      var chunk = "10000\r\n" + "0".repeat(0x10000) + "\r\n";

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  client.send(chunk);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void withoutATokenNoBodyIsAwaited() throws Exception {
    try (var client = new RawClient(service.port())) {
      client.send("POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");

      assertThat(client.readUntil("missing-token")).startsWith("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void aHalfSentHeaderIsCutOff() throws Exception {
    try (var client = new RawClient(service.port())) {
      assertThat(client.send("POST /v1/orders HTTP/1.1\r\nHost: h\r\nX-Half").readToEnd())
          .isEmpty();
    }
  }

  @Test
  void aHalfSentBodyIsCutOff() throws Exception {
    try (var client = new RawClient(service.port())) {
      assertThat(client.send(head("Content-Length: 100\r\n\r\n{\"title\"")).readToEnd()).isEmpty();
    }
  }

  @Test
  void drippingDoesNotKeepAConnectionOpen() throws Exception {
    for (String start : new String[] {head("X-Slow: "), head("Content-Length: 100000\r\n\r\n")}) {
      try (var client = new RawClient(service.port())) {
        client.send(start);

        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    client.send("a");
                    Thread.sleep(20); // The slowness is what is tested.
                  }
                })
            .isInstanceOf(SocketException.class);
      }
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    try (var client = new RawClient(service.port())) {
      client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.readUntil("{\"status\":\"ok\"}")).startsWith("HTTP/1.1 200 OK");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aSlowHandlerIsNotCutOff() throws Exception {
    var answer = service.sendLater(service.request("/v1/slow", token).GET().build());
    service.reached.await();
    try (var idle = new RawClient(service.port())) {
      idle.readToEnd(); // Passes the read timeout, after which a cut request would be gone.
    }
    service.release.countDown();

    assertThat(answer.get().body()).isEqualTo("done");
  }

  @Test
  void anExpectationIsMetOnlyWhenTheBodyIsWanted() throws Exception {
    var body = "{\"title\":\"t\",\"items\":[]}";
    try (var client = new RawClient(service.port())) {
      client.send(head("Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n"));
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send(body).readUntil(body)).startsWith("HTTP/1.1 200 OK");
    }
    try (var client = new RawClient(service.port())) {
      client.send(head("Expect: 100-continue\r\nContent-Length: " + TWO_MEBIBYTES + "\r\n\r\n"));
      assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void brokenOrOversizedMessagesAreProblems() throws Exception {
    assertThat(answer("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .contains(" 414 ")
        .contains("uri-too-long");
    assertThat(answer("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .contains(" 431 ")
        .contains("headers-too-large");
    assertThat(answer("NONSENSE\r\n\r\n")).contains(" 400 ").contains("malformed-http");
    assertThat(answer(head("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))).contains(" 400 ");
  }

  private String answer(String request) throws IOException {
    try (var client = new RawClient(service.port())) {
      return client.send(request).readUntil("}");
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndLaterOnesServed() throws Exception {
    try (var own = TestService.open(database, Map.of("http.max_connections", "2"))) {
      var get = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n";
      try (var first = new RawClient(own.port())) {
        first.send(get).readUntil("}"); // Counted now, whichever event loop it is on.
        try (var second = new RawClient(own.port())) {
          second.send(get).readUntil("}");
          try (var third = new RawClient(own.port())) {
            assertThat(third.readToEnd()).isEmpty();
          }
        }
      }
      var served = false;
      while (!served) {
        try (var later = new RawClient(own.port())) {
          served =
              later
                  .send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .readToEnd()
                  .contains("ok");
        } catch (SocketException _) {
          served = false;
        }
      }
    }
  }
}
