package dev.yinhu.accessaudit.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.sink.format.FormatName;
import dev.yinhu.accessaudit.sink.format.SyslogFormat.Sender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinksFileTest {
  @TempDir private Path directory;

  @BeforeEach
  void files() throws IOException {
    for (String name : List.of("ca.pem", "our.pem", "our.key", "secret", "token", "kafka.props")) {
      Files.writeString(directory.resolve(name), "x");
    }
  }

  private List<SinkConfig> read(String yaml) throws IOException {
    return SinksFile.read(Files.writeString(directory.resolve("sinks.yaml"), yaml));
  }

  @Test
  void everyKeyReachesItsRecord() throws IOException {
    assertThat(
            read(
                """
                sinks:
                  siem:
                    type: syslog
                    host: siem.example
                    port: 6600
                    ca_file: ca.pem
                    server_name: collector.example
                    certificate_file: our.pem
                    key_file: our.key
                    confirm: time
                    hostname: node-1
                    enterprise: 99999
                    format: cef
                    kinds: [access, admin]
                    outcomes: not-permitted
                    from: now
                  hook:
                    type: webhook
                    url: https://hooks.example/in?k=v
                    body: array
                    format: raw
                    secret_file: secret
                    token_file: token
                    ca_file: ca.pem
                  bus:
                    type: kafka
                    servers: [one.example:9092, "two.example:9093"]
                    topic: yinhu.audit
                    key: log
                    properties_file: kafka.props
                """))
        .containsExactly(
            new SinkConfig(
                "siem",
                new SinkTarget.Syslog(
                    "siem.example",
                    6_600,
                    Optional.of(
                        new SinkTarget.Tls(
                            Optional.of(directory.resolve("ca.pem")),
                            "collector.example",
                            Optional.of(directory.resolve("our.pem")),
                            Optional.of(directory.resolve("our.key")))),
                    SinkTarget.Confirm.TIME,
                    new Sender("node-1", 99_999)),
                FormatName.CEF,
                new SinkFilter(Set.of("access", "admin"), Set.of("not-permitted")),
                SinkConfig.Start.NOW),
            new SinkConfig(
                "hook",
                new SinkTarget.Webhook(
                    URI.create("https://hooks.example/in?k=v"),
                    SinkTarget.Body.ARRAY,
                    Optional.of(directory.resolve("secret")),
                    Optional.of(directory.resolve("token")),
                    Optional.of(directory.resolve("ca.pem"))),
                FormatName.RAW,
                SinkFilter.ALL,
                SinkConfig.Start.BEGINNING),
            new SinkConfig(
                "bus",
                new SinkTarget.Kafka(
                    List.of("one.example:9092", "two.example:9093"),
                    "yinhu.audit",
                    SinkTarget.Key.LOG,
                    Optional.of(directory.resolve("kafka.props"))),
                FormatName.OCSF,
                SinkFilter.ALL,
                SinkConfig.Start.BEGINNING));
  }

  @Test
  void syslogIsTlsOnItsOwnPortUnlessItIsSaidOtherwise() throws IOException {
    List<SinkConfig> sinks =
        read(
            """
            sinks:
              secure: {type: syslog, host: siem.example}
              plain: {type: syslog, host: 127.0.0.1, tls: false}
            """);
    assertThat(sinks.getFirst().target())
        .isEqualTo(
            new SinkTarget.Syslog(
                "siem.example",
                6_514,
                Optional.of(
                    new SinkTarget.Tls(
                        Optional.empty(), "siem.example", Optional.empty(), Optional.empty())),
                SinkTarget.Confirm.CLOSE,
                Sender.NOBODY));
    assertThat(sinks.getFirst().format()).isEqualTo(FormatName.SYSLOG);
    assertThat(((SinkTarget.Syslog) sinks.getLast().target()).port()).isEqualTo(601);
  }

  @Test
  void allProblemsAreToldTogetherWithTheirLines() {
    assertThatThrownBy(() ->
            read(
                """
                sinks:
                  siem:
                    type: syslog
                    port: 70000
                    ca_file: nowhere.pem
                    format: json
                    kinds: [access, reads]
                    certificate_file: our.pem
                    pasword: geheim
                  Big: {type: kafka}
                  bus:
                    type: kafka
                    servers: broker
                  hook: {type: webhook, url: "http://h.example/in", token_file: token, body: array, format: cef}
                  fax: {type: fax}
                """))
        .isInstanceOf(SinksFileException.class)
        .satisfies(thrown ->
            assertThat(String.valueOf(thrown.getMessage()).split("\n"))
                .containsExactlyInAnyOrder(
                    "sinks.yaml:2: siem: host is missing: expected a host name or an address",
                    "sinks.yaml:4: siem.port: expected a number from 1 to 65535",
                    "sinks.yaml:5: siem.ca_file: there is no file there that can be read",
                    "sinks.yaml:6: siem.format: expected one of ocsf, cef, rfc5424-syslog, raw",
                    "sinks.yaml:7: siem.kinds: expected access, admin or reading",
                    "sinks.yaml:2: siem: certificate_file and key_file go together",
                    "sinks.yaml:9: siem.pasword: is not a key of a syslog sink",
                    "sinks.yaml:10: a sink is named by small letters, digits and hyphens, at most"
                        + " 41",
                    "sinks.yaml:13: bus.servers: expected host:port of a broker",
                    "sinks.yaml:11: bus: servers is missing: expected host:port of some brokers",
                    "sinks.yaml:11: bus: topic is missing: expected the name of a topic",
                    "sinks.yaml:14: hook: token_file: a token is sent over https only",
                    "sinks.yaml:14: hook: body: an array takes the formats ocsf and raw",
                    "sinks.yaml:15: fax.type: expected syslog, webhook or kafka"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "- a",
        "sinks: 3",
        "sinks: {a: 3}",
        "other: {}",
        "sinks: {}\nother: {}",
        "sinks: {a: {type: kafka, type: kafka}}",
        "sinks: {a: {type: [kafka]}}",
        "sinks: {a: {type: webhook, url: 'https://user:geheim@h.example/'}}",
        "sinks: {a: {type: webhook, url: 'ftp://h.example/geheim'}}",
        "sinks: {a: &x {type: syslog, host: h}, a: *x}",
        "a: [",
        "sinks: {? [a] : b}"
      })
  void whatIsNoFileOfSinksIsRefusedWithoutRepeatingIt(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(SinksFileException.class)
        .hasMessageContaining("sinks.yaml")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThatThrownBy(() -> SinksFile.read(directory.resolve("none.yaml")))
        .isInstanceOf(SinksFileException.class)
        .hasMessageContaining("none.yaml: cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"https://hooks.example/secret-path?token=geheim", "http://10.0.0.1:80/geheim"})
  void aTargetInPrintShowsNoMoreThanTheHost(String url) {
    var target =
        new SinkTarget.Webhook(
            URI.create(url),
            SinkTarget.Body.NDJSON,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(target).asString().doesNotContain("geheim").doesNotContain("secret-path");
  }
}
