package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsIT {

  @TempDir private Path directory;
  private TestDatabase database;
  private final Certificates ours = new Certificates();
  private final Certificates others = new Certificates();

  @BeforeAll
  void open() {
    database = TestDatabase.create("service");
  }

  @AfterAll
  void close() {
    database.close();
  }

  private Map<String, String> tls(Map<String, String> more) {
    var server = ours.issue("server");
    var settings = new HashMap<>(more);
    settings.put(
        "tls.certificate",
        Certificates.write(directory.resolve("server.pem"), server.certificate()).toString());
    settings.put(
        "tls.key", Certificates.write(directory.resolve("server.key"), server.key()).toString());
    return settings;
  }

  private Map<String, String> mutual(String mode) {
    var authority = ours.writeAuthority(directory.resolve("ca.pem")).toString();
    return tls(Map.of("tls.client_ca", authority, "tls.client_auth", mode));
  }

  private static HttpResponse<String> get(TestService service, SSLContext context)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      var address = URI.create("https://127.0.0.1:" + service.port() + "/healthz");
      return client.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void servesOverTlsAndAsksBrowsersToStayThere() throws Exception {
    try (var service = TestService.open(database, tls(Map.of()))) {
      var response = get(service, ours.client());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(response.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThatThrownBy(() -> get(service, others.client()))
          .isInstanceOf(SSLHandshakeException.class);
      try (var plain = new RawClient(service.port())) {
        assertThat(plain.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").readToEnd())
            .doesNotContain("200");
      }
    }
  }

  @Test
  void requiredClientCertificatesMustBeOurs() throws Exception {
    try (var service = TestService.open(database, mutual("require"))) {
      assertThat(get(service, ours.client(ours.issue("client"))).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(service, ours.client())).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(service, ours.client(others.issue("stranger"))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void requestedClientCertificatesMayBeMissing() throws Exception {
    try (var service = TestService.open(database, mutual("request"))) {
      assertThat(get(service, ours.client()).statusCode()).isEqualTo(200);
      assertThat(get(service, ours.client(ours.issue("client"))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aKeyThatIsNoneIsToldAtStart() throws IOException {
    var settings = tls(Map.of());
    Files.writeString(directory.resolve("server.key"), "not a key");

    assertThatThrownBy(() -> TestService.open(database, settings))
        .isInstanceOf(HttpStartException.class)
        .hasMessageContaining("tls.key");
  }
}
