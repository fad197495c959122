package dev.yinhu.accessaudit.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Confirm;
import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.OcsfSchema;
import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's rsyslogd as receiver, over TCP and over TLS; killed and started again. */
class RsyslogTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

  private final SinkLog log = new SinkLog();

  @TempDir private Path directory;

  private int port;
  private Path written;
  private @Nullable Process rsyslog;

  @BeforeEach
  void findIt() throws IOException {
    assertThat(PROGRAM).as("install Debian's rsyslog (.ci/install-test-servers)").isExecutable();
    written = directory.resolve("received");
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    kill();
    log.close();
  }

  private void kill() throws InterruptedException {
    Process running = rsyslog;
    rsyslog = null;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** What it received: index, a blank, message. */
  private void start(String driver) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("rsyslog.conf"),
            """
            global(workDirectory="%1$s" maxMessageSize="256k" %2$s)
            module(load="mmpstrucdata")
            module(load="imtcp" %3$s)
            input(type="imtcp" port="%4$d" address="127.0.0.1")
            template(name="line" type="list") {
              property(name="$!rfc5424-sd!yinhu@32473!index")
              constant(value=" ")
              property(name="msg")
              constant(value="\\n")
            }
            action(type="mmpstrucdata")
            action(type="omfile" file="%5$s" template="line" asyncWriting="off")
            """
                .formatted(
                    directory,
                    driver.isEmpty()
                        ? ""
                        : "defaultNetstreamDriverCAFile=\""
                            + directory
                            + "/ca.pem\" defaultNetstreamDriverCertFile=\""
                            + directory
                            + "/siem.example.pem\" defaultNetstreamDriverKeyFile=\""
                            + directory
                            + "/siem.example.key\"",
                    driver.isEmpty()
                        ? ""
                        : "streamDriver.name=\""
                            + driver
                            + "\" streamDriver.mode=\"1\" streamDriver.authMode=\"x509/certvalid\"",
                    port,
                    written));
    rsyslog =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                directory.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    Until.isTrue(() -> {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    });
  }

  private List<Long> received() {
    if (!Files.exists(written)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(written)) {
      return lines
          .filter(line -> !line.startsWith(" "))
          .map(line -> Long.valueOf(line.substring(0, line.indexOf(' '))))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> messages() throws IOException {
    List<String> messages = new ArrayList<>();
    for (String line : Files.readAllLines(written)) {
      messages.add(line.substring(line.indexOf(' ') + 1));
    }
    return messages;
  }

  private SinkTarget target(Optional<SinkTarget.Tls> tls) {
    return new SinkTarget.Syslog(
        "127.0.0.1", port, tls, Confirm.CLOSE, new Sender("node-1", 32_473));
  }

  @Test
  void rsyslogReadsEveryEntryAndItsStructuredData() throws Exception {
    start("");
    try (Sinks node = log.node(SinkLog.sink("siem", target(Optional.empty()), FormatName.OCSF))) {
      log.append(500);
      log.awaitCursor("siem", 500);
      assertThat(node).isNotNull();
    }
    Until.isTrue(() -> received().size() >= 500);
    assertThat(received()).isEqualTo(SinkLog.upTo(500));
    for (String message : messages()) {
      assertThat(OcsfSchema.faults(message.strip())).isEmpty();
    }
    JsonNode first = new ObjectMapper().readTree(messages().getFirst());
    assertThat(first.at("/unmapped/index").asLong()).isZero();
  }

  @Test
  void whatRsyslogWasNotTakingWhileItWasAwayArrivesWhenItIsBack() throws Exception {
    start("");
    try (Sinks node = log.node(SinkLog.sink("siem", target(Optional.empty()), FormatName.SYSLOG))) {
      log.append(100);
      log.awaitCursor("siem", 100);
      Until.isTrue(() -> received().size() >= 100);
      kill();
      log.append(200);
      Until.isTrue(() -> log.status("siem").failures() > 0);
      start("");
      log.awaitCursor("siem", 300);
      assertThat(node).isNotNull();
    }
    Until.isTrue(() -> received().contains(299L));
    assertThat(received().stream().distinct().toList()).isEqualTo(SinkLog.upTo(300));
  }

  @Test
  void rsyslogTakesEntriesOverTlsFromASenderWithACertificate() throws Exception {
    TestAuthority authority = new TestAuthority();
    Path trusted = authority.pem(directory);
    authority.write(directory, "siem.example");
    authority.write(directory, "yinhu.example");
    start("ossl");
    var tls =
        new SinkTarget.Tls(
            Optional.of(trusted),
            "siem.example",
            Optional.of(directory.resolve("yinhu.example.pem")),
            Optional.of(directory.resolve("yinhu.example.key")));
    try (Sinks node = log.node(SinkLog.sink("siem", target(Optional.of(tls)), FormatName.CEF))) {
      log.append(200);
      log.awaitCursor("siem", 200);
      assertThat(node).isNotNull();
    }
    Until.isTrue(() -> received().size() >= 200);
    assertThat(received()).isEqualTo(SinkLog.upTo(200));
  }
}
