package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.logging.LogSetup;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SilentLogIT {

  private static final String PLANTED = "13800138000";

  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.create("service");
  }

  @AfterAll
  void close() {
    database.close();
  }

  @AfterEach
  void quiet() {
    LogSetup.quiet(System.out);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noPlaceOfARequestLeavesATraceInTheLog(Format format) throws Exception {
    var log = new ByteArrayOutputStream();
    LogSetup.configured(new Logging(format, Level.DEBUG, true), log);
    try (var service =
        TestService.open(database, Map.of("logging.access", "true", "logging.level", "debug"))) {
      var token = service.token(Role.SERVICE);
      for (String path : new String[] {"/v1/broken", "/v1/orders", "/v1/" + PLANTED}) {
        var body = BodyPublishers.ofString("{\"" + PLANTED + "\":" + PLANTED + "x");
        service.send(
            service
                .request(path + "?phone=" + PLANTED, token)
                .header("X-Request-Id", PLANTED)
                .header("X-Phone", PLANTED)
                .POST(body)
                .build());
      }
      service.send(service.request("/v1/orders/" + PLANTED, service.token(Role.DPO)).build());
      service.send(service.request("/v1/orders/1", PLANTED).build());
      service.send(
          service.request("/v1/orders", token).method(PLANTED, BodyPublishers.noBody()).build());
      try (var raw = new RawClient(service.port())) {
        raw.send("GET " + PLANTED + " HTTP/1.1\r\n" + PLANTED + "\r\n\r\n").readUntil("}");
      }
    }

    var text = log.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("POST /v1/broken 500")
        .contains("GET /v1/orders/{id} 200")
        .contains("ANY /unmatched 404")
        .contains("java.lang.IllegalStateException")
        .doesNotContain(PLANTED)
        .doesNotContain("yht_");
  }
}
