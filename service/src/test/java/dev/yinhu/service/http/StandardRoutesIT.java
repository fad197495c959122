package dev.yinhu.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.callers.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StandardRoutesIT {

  private TestDatabase database;
  private TestService service;
  private OpenApiContract contract;

  @BeforeAll
  void open() throws Exception {
    database = TestDatabase.create("service");
    service = TestService.open(database);
    contract = new OpenApiContract(service.get("/openapi.json").body());
  }

  @AfterAll
  void close() {
    service.close();
    database.close();
  }

  @Test
  void lifeAndReadinessAreAnsweredAsDescribed() throws Exception {
    for (String path : new String[] {"/healthz", "/readyz"}) {
      contract.assertAnswer("GET", path, 200, "application/json", service.get(path).body());
    }
  }

  @Test
  void problemsAreAsDescribed() throws Exception {
    contract.assertFits("Problem", service.get("/nothing").body());
    contract.assertFits(
        "Problem", service.post("/v1/orders", service.token(Role.SERVICE), "{}").body());
  }

  @Test
  void aFailedCheckIsReportedAsDescribed() {
    var readiness =
        new Readiness(
            List.of(
                new ReadinessCheck("database", () -> true),
                new ReadinessCheck(
                    "audit",
                    () -> {
                      throw new IllegalStateException("down");
                    })),
            new Draining());

    var body = Json.write(readiness.report()).toString();

    assertThat(body)
        .isEqualTo(
            "{\"status\":\"not-ready\",\"checks\":{\"database\":\"ok\",\"audit\":\"failed\"}}");
    contract.assertAnswer("GET", "/readyz", 503, "application/json", body);
  }

  @Test
  void checksRunAtMostOnceASecondWhoeverAsks() {
    var runs = new AtomicInteger();
    var readiness =
        new Readiness(
            List.of(new ReadinessCheck("counted", () -> runs.incrementAndGet() > 0)),
            new Draining());
    long before = System.nanoTime();

    for (int i = 0; i < 1_000; i++) {
      readiness.report();
    }

    assertThat(runs.get())
        .isLessThanOrEqualTo(1 + (int) ((System.nanoTime() - before) / 1_000_000_000L));
  }
}
