package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Confirm;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.OcsfSchema;
import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streaming to receivers of syslog that behave, and to some that do not. */
class SyslogSinkTest {
  private final SinkLog log = new SinkLog();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    log.close();
  }

  private static SinkTarget tcp(int port, Confirm confirm) {
    return new SinkTarget.Syslog(
        "127.0.0.1", port, Optional.empty(), confirm, new Sender("node-1", 32_473));
  }

  private static SinkTarget tls(int port, Path authority, String name) {
    var tls = new SinkTarget.Tls(Optional.of(authority), name, Optional.empty(), Optional.empty());
    return new SinkTarget.Syslog("127.0.0.1", port, Optional.of(tls), Confirm.CLOSE, Sender.NOBODY);
  }

  @ParameterizedTest
  @EnumSource(Confirm.class)
  void everyEntryArrivesOnceAndInOrderOverTcp(Confirm confirm) throws Exception {
    try (SyslogReceiver receiver = SyslogReceiver.tcp();
        Sinks node =
            log.node(SinkLog.sink("siem", tcp(receiver.port(), confirm), FormatName.SYSLOG))) {
      log.append(500);
      log.awaitCursor("siem", 500);
      log.append(20);
      log.awaitCursor("siem", 520);
      assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(520));
      assertThat(receiver.messages().getFirst().host()).isEqualTo("node-1");
      assertThat(log.status("siem").delivered()).isEqualTo(520);
      assertThat(node).isNotNull();
    }
  }

  @Test
  void aConnectionThatBreaksLosesNothing() throws Exception {
    try (SyslogReceiver receiver = SyslogReceiver.tcp()) {
      receiver.breakAfter(100);
      try (Sinks node =
          log.node(SinkLog.sink("siem", tcp(receiver.port(), Confirm.CLOSE), FormatName.OCSF))) {
        log.append(1_000);
        Until.isTrue(() -> log.status("siem").failures() >= 2);
        receiver.breakAfter(Integer.MAX_VALUE);
        log.awaitCursor("siem", 1_000);
        assertThat(node).isNotNull();
      }
      assertThat(receiver.distinct()).isEqualTo(SinkLog.upTo(1_000));
      assertThat(receiver.indexes()).as("some came twice").hasSizeGreaterThan(1_000);
      assertThat(receiver.messages())
          .allSatisfy(message -> assertThat(OcsfSchema.faults(message.message())).isEmpty());
    }
  }

  @Test
  void aReceiverThatComesBackGetsWhatItMissed() throws Exception {
    SyslogReceiver gone = SyslogReceiver.tcp();
    int port = gone.port();
    gone.close();
    try (Sinks node = log.node(SinkLog.sink("siem", tcp(port, Confirm.TIME), FormatName.CEF))) {
      log.append(50);
      Until.isTrue(() -> log.cursors().all().stream().anyMatch(sink -> sink.failures() > 2));
      assertThat(log.status("siem").lastFailure()).contains("no-connection");
      assertThat(log.status("siem").state()).isEqualTo("failing");
      try (SyslogReceiver back = SyslogReceiver.start(Optional.empty(), port)) {
        log.awaitCursor("siem", 50);
        assertThat(back.indexes()).isEqualTo(SinkLog.upTo(50));
        assertThat(back.messages())
            .allSatisfy(message -> assertThat(message.message()).startsWith("CEF:0|Yinhu|"));
      }
      assertThat(log.status("siem").state()).isEqualTo("streaming");
      assertThat(node).isNotNull();
    }
  }

  @Test
  void aReceiverThatHangsHoldsUpNeitherTheLogNorAnotherSink() throws Exception {
    try (SyslogReceiver hanging = SyslogReceiver.tcp();
        SyslogReceiver good = SyslogReceiver.tcp()) {
      hanging.hang(true);
      Sinks node =
          log.node(
              SinkLog.sink("hanging", tcp(hanging.port(), Confirm.CLOSE), FormatName.OCSF),
              SinkLog.sink("good", tcp(good.port(), Confirm.CLOSE), FormatName.OCSF));
      for (int i = 0; i < 10; i++) {
        log.append(1_000);
      }
      log.awaitCursor("good", 10_000);
      assertThat(log.status("hanging").next()).isZero();
      long before = System.nanoTime();
      node.close();
      assertThat(System.nanoTime() - before)
          .as("closing does not wait for the hanging receiver's time to be over")
          .isLessThan(9_000_000_000L);
      assertThat(good.indexes()).isEqualTo(SinkLog.upTo(10_000));
    }
  }

  @Test
  void entriesArriveOverTlsFromAReceiverOfTheRightNameAndAuthority() throws Exception {
    TestAuthority authority = new TestAuthority();
    try (SyslogReceiver receiver =
            SyslogReceiver.start(Optional.of(authority.server("siem.example")), 0);
        Sinks node =
            log.node(
                SinkLog.sink(
                    "siem",
                    tls(receiver.port(), authority.pem(directory), "siem.example"),
                    FormatName.RAW))) {
      log.append(300);
      log.awaitCursor("siem", 300);
      assertThat(receiver.indexes()).isEqualTo(SinkLog.upTo(300));
      String leaf = log.log().entry(7).orElseThrow().json();
      assertThat(receiver.messages().get(7).message())
          .startsWith("{\"origin\":\"yinhu.local/audit\",\"index\":7,")
          .endsWith("\"entry\":" + leaf + "}");
      assertThat(node).isNotNull();
    }
  }

  @Test
  void nothingGoesToAReceiverOfAnotherNameOrAuthority() throws Exception {
    TestAuthority authority = new TestAuthority();
    TestAuthority other = new TestAuthority();
    Path trusted = authority.pem(directory);
    try (SyslogReceiver wrongName =
            SyslogReceiver.start(Optional.of(authority.server("other.example")), 0);
        SyslogReceiver wrongAuthority =
            SyslogReceiver.start(Optional.of(other.server("siem.example")), 0);
        Sinks node =
            log.node(
                SinkLog.sink(
                    "name", tls(wrongName.port(), trusted, "siem.example"), FormatName.OCSF),
                SinkLog.sink(
                    "authority",
                    tls(wrongAuthority.port(), trusted, "siem.example"),
                    FormatName.OCSF))) {
      log.append(5);
      Until.isTrue(
          () -> log.cursors().all().stream().filter(sink -> sink.failures() > 1).count() == 2);
      assertThat(wrongName.messages()).isEmpty();
      assertThat(wrongAuthority.messages()).isEmpty();
      assertThat(log.cursors().all()).allMatch(sink -> sink.next() == 0);
      assertThat(node).isNotNull();
    }
  }
}
