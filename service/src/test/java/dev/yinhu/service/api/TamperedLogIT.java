package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Somebody changes rows of the log in the database of a running service, and puts them back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TamperedLogIT {
  private static final String NOT_AS_WRITTEN = "500 internal";
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ModuleFaults.class);

  @TempDir private static Path directory;
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private LiveService service;
  private long index;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    for (int i = 0; i < 3; i++) {
      mask();
    }
    index = newest();
    mask();
    mask();
    Await.until("it is published", () -> bundle().status() == 200);
    sql("create table audit.kept as table audit.batch");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void listen() {
    told.list.clear();
    told.start();
    LOGGER.addAppender(told);
  }

  @AfterEach
  void putBack() {
    LOGGER.detachAppender(told);
    sql("delete from audit.batch where first_index = " + index);
    sql("insert into audit.batch select * from audit.kept where first_index = " + index);
    assertThat(entry().status()).isEqualTo(200);
  }

  private void mask() {
    service.post(
        "order-service",
        "/v1/mask",
        "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"13900001111\"}]}");
  }

  private long newest() {
    return service
        .get("auditor", "/v1/audit/entries?wait=true&operation=mask&limit=1")
        .json()
        .at("/entries/0/index")
        .asLong();
  }

  private void sql(String statement) {
    service
        .session()
        .database()
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(statement);
        });
  }

  private Reply entry() {
    return service.get("auditor", "/v1/audit/entries/" + index);
  }

  private Reply bundle() {
    return service.get("auditor", "/audit/log/tile/entries/000.p/" + (index + 1));
  }

  private void assertRefusedAndTold(Reply reply) {
    assertThat(reply.problem()).as(reply.text()).isEqualTo(NOT_AS_WRITTEN);
    assertThat(reply.text()).contains("audit verify").doesNotContain("order-servicf");
    assertThat(told.list)
        .anySatisfy(event -> {
          assertThat(event.getLevel()).isEqualTo(Level.ERROR);
          assertThat(event.getFormattedMessage()).contains("index " + index, "audit verify");
        });
    told.list.clear();
  }

  @Test
  void aChangedEntryIsServedByNoRoute() {
    sql(
        "update audit.batch set entries = overlay(entries placing 'order-servicf'::bytea from"
            + " position('order-service'::bytea in entries)) where first_index = "
            + index);
    assertRefusedAndTold(entry());
    assertRefusedAndTold(bundle());
    assertRefusedAndTold(service.get("auditor", "/v1/audit/entries?wait=true&operation=mask"));
  }

  @Test
  void anEntryThatWasTakenAwayIsNeitherNotFoundNorLeftOut() {
    sql("delete from audit.batch where first_index = " + index);
    assertRefusedAndTold(entry());
    assertRefusedAndTold(bundle());
    assertRefusedAndTold(service.get("auditor", "/v1/audit/entries?wait=true&operation=mask"));
    assertThat(service.get("auditor", "/v1/audit/entries/" + Long.MAX_VALUE).problem())
        .isEqualTo("404 not-found");

    CommandLineRun run = CommandLineRun.of(directory, "audit", "search", "operation:mask");
    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("index " + index, "audit verify");
  }

  @Test
  void whatIsLeftIsStillFound() {
    sql("delete from audit.batch where first_index = " + index);
    Reply newer = service.get("auditor", "/v1/audit/entries?wait=true&operation=mask&limit=1");
    assertThat(newer.status()).as(newer.text()).isEqualTo(200);
    assertThat(newer.json().at("/entries/0/index").asLong()).isGreaterThan(index);
  }
}
