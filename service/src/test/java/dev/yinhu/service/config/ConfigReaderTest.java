package dev.yinhu.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.accessaudit.signal.SignalSettings.Written;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.service.config.YinhuConfig.ClientAuth;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {

  @TempDir private Path directory;

  private ConfigReading read(
      String yaml, Map<String, String> environment, Map<String, String> options) {
    var file = new ConfigFile(directory.resolve("yinhu.yaml"), yaml);
    return new ConfigReader(Path.of("/srv")).read(Optional.of(file), environment, options);
  }

  private ConfigReading.Usable usable(String yaml) {
    return usable(read(yaml, Map.of(), Map.of()));
  }

  private static ConfigReading.Usable usable(ConfigReading reading) {
    assertThat(reading).isInstanceOf(ConfigReading.Usable.class);
    return (ConfigReading.Usable) reading;
  }

  private static String faults(ConfigReading reading) {
    assertThat(reading).isInstanceOf(ConfigReading.Faulty.class);
    return String.join(
        "\n", ((ConfigReading.Faulty) reading).problems().stream().map(Object::toString).toList());
  }

  @Test
  void whoServesIsToldOfAllFilesAtOnceWithWhatElseIsWrong() throws Exception {
    Files.writeString(directory.resolve("sinks.yaml"), "sinks: {soc: {type: pigeon}}");
    Files.writeString(directory.resolve("retention.yaml"), "default: {after: P5M, article: x}");
    Files.writeString(directory.resolve("policy"), "quorum nobody\n");
    Files.writeString(directory.resolve("targets.yaml"), "version: 1\ntargets: [{name: Shop}]\n");
    var yaml =
        """
        audit:
          sinks_file: sinks.yaml
          retention_file: retention.yaml
          witness_policy: policy
        scan:
          targets_file: targets.yaml
        http:
          port: many
        """;
    var file = Optional.of(new ConfigFile(directory.resolve("yinhu.yaml"), yaml));
    var reader = new ConfigReader(Path.of("/srv"));
    assertThat(faults(reader.readToServe(file, Map.of(), Map.of())))
        .contains(
            "http.port: expected",
            "audit.sinks_file: sinks.yaml:1: ",
            "audit.retention_file: retention.yaml:1: after: P5M is shorter",
            "audit.retention_file: retention.yaml:1: law: expected",
            "audit.witness_policy: policy: ",
            "scan.targets_file: targets.yaml:2:11: 'url' is missing");
    assertThat(faults(reader.read(file, Map.of(), Map.of()))).doesNotContain("audit.");
  }

  @Test
  void nothingConfiguredGivesTheDefaults() {
    var config =
        usable(new ConfigReader(Path.of("/srv")).read(Optional.empty(), Map.of(), Map.of()))
            .config();

    assertThat(config.data()).isEqualTo(Path.of("/srv/yinhu-data"));
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(8420);
    assertThat(config.http().eventLoops()).isGreaterThanOrEqualTo(2);
    assertThat(config.http().maxConnections()).isEqualTo(10_000);
    assertThat(config.http().readTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.http().idleTimeout()).isEqualTo(Duration.ofSeconds(75));
    assertThat(config.http().drainNotice()).isEqualTo(Duration.ZERO);
    assertThat(config.http().drainTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.tls()).isEmpty();
    assertThat(config.database().url()).isEmpty();
    assertThat(config.database().poolSize()).isEqualTo(16);
    assertThat(config.rootKey().file()).isEmpty();
    assertThat(config.keys())
        .isEqualTo(
            new KeyPolicy(
                Duration.ofDays(90), (1L << 31) - 1, Duration.ofDays(1), Duration.ofDays(7)));
    assertThat(config.vault())
        .isEqualTo(new YinhuConfig.Vault(Optional.empty(), Duration.ofDays(30)));
    assertThat(config.keyDirectory()).isEqualTo(config.data().resolve("keys"));
    assertThat(config.rootKeyFile()).isEqualTo(config.data().resolve("root.key"));
    assertThat(config.oidc()).isEmpty();
    assertThat(config.limits())
        .isEqualTo(new YinhuConfig.Limits(1_048_576, 1_000, 256, 1L << 30, 64));
    assertThat(config.caches())
        .isEqualTo(
            new YinhuConfig.Caches(10_000, Duration.ofSeconds(30), 10_000, Duration.ofMinutes(5)));
    assertThat(config.audit())
        .isEqualTo(
            new YinhuConfig.Audit(
                "yinhu.local/audit",
                8_192,
                Optional.empty(),
                Optional.empty(),
                new YinhuConfig.Checkpoints(
                    Duration.ofSeconds(1), false, Optional.empty(), Duration.ofSeconds(5)),
                SignalSettings.DEFAULT));
    assertThat(config.scan())
        .isEqualTo(
            new YinhuConfig.Scan(Optional.empty(), Optional.empty(), Duration.ofSeconds(30)));
    assertThat(config.rights())
        .isEqualTo(
            new YinhuConfig.Rights(
                Optional.empty(),
                "legal-duty",
                Duration.ofDays(7),
                Duration.ofDays(7),
                Duration.ofDays(7),
                Duration.ofSeconds(1),
                8,
                3,
                Optional.empty(),
                Duration.ofDays(30),
                Duration.ofDays(1_096),
                false,
                Optional.empty()));
    assertThat(config.notices())
        .isEqualTo(new YinhuConfig.Notices(Optional.empty(), Duration.ofDays(90)));
    assertThat(config.incidents())
        .isEqualTo(new YinhuConfig.Incidents(Optional.empty(), Optional.empty(), Map.of()));
    assertThat(config.warnings()).isEqualTo(new YinhuConfig.Warnings(1, 10, 200, 5, 20, 10));
    assertThat(config.logging()).isEqualTo(new YinhuConfig.Logging(Format.TEXT, Level.INFO, false));
    assertThat(config.metrics()).isTrue();
  }

  private static final String EVERY_KEY =
      """
      data: here
      http:
        host: 0.0.0.0
        port: 9000
        event_loops: 3
        max_connections: 50
        read_timeout: 2s
        idle_timeout: 3m
        drain_notice: 250ms
        drain_timeout: 1h
      tls:
        certificate: c.pem
        key: k.pem
        client_ca: ca.pem
        client_auth: require
      database:
        url: jdbc:postgresql://db.example:5432/yinhu
        user: yinhu
        password_file: password
        pool_size: 4
      root_key:
        file: root.key
        passphrase_file: phrase
        cache_time: 90s
        pkcs11:
          module: driver.so
          token: the token
          pin_file: pin
          key: the key
      keys:
        rotate_after: 30d
        rotate_after_seals: 5000
        approval_time: 2h
        destruction_wait: 3d
        directory: shared/keys
        epoch_every: 7d
      oidc:
        issuer: https://id.example
        jwks_uri: https://id.example/keys
        audience: yinhu
        caller_claim: client_id
        role_claim: groups
      limits:
        body_bytes: 2048
        items: 10
        blocking_permits: 7
        file_bytes: 5000000000
        files: 8
      caches:
        tokens: 11
        token_time: 12s
        subject_keys: 13
        subject_key_time: 14m
      audit:
        origin: shop.example/audit
        max_waiting: 15
        sinks_file: sinks.yaml
        retention_file: retention.yaml
        checkpoint_interval: 300ms
        ml_dsa: true
        witness_policy: policy
        witness_timeout: 2s
        signals: signals.yaml
      scan:
        root: scanned
        targets_file: targets.yaml
        lease: 4s
      rights:
        stores_file: stores.yaml
        purpose: keep-records
        cooling_off: 0s
        package_time: 2d
        proof_time: 3d
        sweep_pause: 7s
        at_once: 2
        staff_days: 4
        deadlines_file: deadlines.yaml
        contact_age: 10d
        keep: 400d
        certificate_sm2: true
        vouching:
          issuer: https://shop.example
          audience: yinhu-rights
          jwks_url: https://shop.example/keys
          jwks_file: keys.json
          step_up_acr: urn:shop:two-factor
          step_up_amr: otp hwk
          step_up_within: 3m
      notices:
        channels_file: channels.yaml
        keep: 33d
      incidents:
        directory: own
        font: font.ttf
        offer_limits: CNY=500000 EUR=700 EUR=70
      warnings:
        plaintext: 2
        undeclared: 3
        cases_of_caller: 4
        cases_of_person: 6
        failed_proofs_of_source: 7
        failed_proofs_of_person: 8
      logging:
        format: json
        level: warn
        access: true
      metrics:
        enabled: false
      """;

  @Test
  void everyKeyReachesTheRecord() throws IOException {
    for (String name :
        new String[] {
          "c.pem",
          "k.pem",
          "ca.pem",
          "password",
          "phrase",
          "driver.so",
          "pin",
          "sinks.yaml",
          "retention.yaml",
          "policy",
          "targets.yaml",
          "deadlines.yaml",
          "stores.yaml",
          "channels.yaml",
          "keys.json",
          "font.ttf"
        }) {
      Files.writeString(directory.resolve(name), "x");
    }
    Files.writeString(directory.resolve("signals.yaml"), "denials: {minimum: 33, mode: off}\n");

    var reading = usable(EVERY_KEY);

    assertThat(reading.changed()).hasSameSizeAs(Keys.ALL);
    assertThat(reading.config())
        .isEqualTo(
            new YinhuConfig(
                directory.resolve("here"),
                new YinhuConfig.Http(
                    "0.0.0.0",
                    9_000,
                    3,
                    50,
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(3),
                    Duration.ofMillis(250),
                    Duration.ofHours(1)),
                Optional.of(
                    new YinhuConfig.Tls(
                        directory.resolve("c.pem"),
                        directory.resolve("k.pem"),
                        Optional.of(directory.resolve("ca.pem")),
                        ClientAuth.REQUIRE)),
                new YinhuConfig.Database(
                    Optional.of("jdbc:postgresql://db.example:5432/yinhu"),
                    Optional.of("yinhu"),
                    Optional.of(directory.resolve("password")),
                    4),
                new YinhuConfig.RootKey(
                    Optional.of(directory.resolve("root.key")),
                    Optional.of(directory.resolve("phrase")),
                    Optional.of(
                        new YinhuConfig.Pkcs11(
                            directory.resolve("driver.so"),
                            "the token",
                            directory.resolve("pin"),
                            "the key")),
                    Duration.ofSeconds(90)),
                new KeyPolicy(Duration.ofDays(30), 5_000, Duration.ofHours(2), Duration.ofDays(3)),
                new YinhuConfig.Vault(
                    Optional.of(directory.resolve("shared/keys")), Duration.ofDays(7)),
                Optional.of(
                    new YinhuConfig.Oidc(
                        "https://id.example",
                        URI.create("https://id.example/keys"),
                        "yinhu",
                        "client_id",
                        "groups")),
                new YinhuConfig.Limits(2_048, 10, 7, 5_000_000_000L, 8),
                new YinhuConfig.Caches(11, Duration.ofSeconds(12), 13, Duration.ofMinutes(14)),
                new YinhuConfig.Audit(
                    "shop.example/audit",
                    15,
                    Optional.of(directory.resolve("sinks.yaml")),
                    Optional.of(directory.resolve("retention.yaml")),
                    new YinhuConfig.Checkpoints(
                        Duration.ofMillis(300),
                        true,
                        Optional.of(directory.resolve("policy")),
                        Duration.ofSeconds(2)),
                    SignalSettings.read(
                            List.of(
                                new Written("denials.minimum", "33", ""),
                                new Written("denials.mode", "off", "")))
                        .settings()),
                new YinhuConfig.Scan(
                    Optional.of(directory.resolve("scanned")),
                    Optional.of(directory.resolve("targets.yaml")),
                    Duration.ofSeconds(4)),
                new YinhuConfig.Rights(
                    Optional.of(directory.resolve("stores.yaml")),
                    "keep-records",
                    Duration.ZERO,
                    Duration.ofDays(2),
                    Duration.ofDays(3),
                    Duration.ofSeconds(7),
                    2,
                    4,
                    Optional.of(directory.resolve("deadlines.yaml")),
                    Duration.ofDays(10),
                    Duration.ofDays(400),
                    true,
                    Optional.of(
                        new YinhuConfig.Vouching(
                            "https://shop.example",
                            "yinhu-rights",
                            Optional.of(URI.create("https://shop.example/keys")),
                            Optional.of(directory.resolve("keys.json")),
                            Set.of("urn:shop:two-factor"),
                            Set.of("otp", "hwk"),
                            Duration.ofMinutes(3)))),
                new YinhuConfig.Notices(
                    Optional.of(directory.resolve("channels.yaml")), Duration.ofDays(33)),
                new YinhuConfig.Incidents(
                    Optional.of(directory.resolve("own")),
                    Optional.of(directory.resolve("font.ttf")),
                    Map.of("CNY", 500_000L, "EUR", 70L)),
                new YinhuConfig.Warnings(2, 3, 4, 6, 7, 8),
                new YinhuConfig.Logging(Format.JSON, Level.WARN, true),
                false));
  }

  @Test
  void faultsOfTheFileOfSignalsAreToldWithItsLines() throws IOException {
    Files.writeString(
        directory.resolve("signals.yaml"),
        """
        denials:
          minimum: none
          maximun: 7
        canary-read: {mode: off}
        """);
    var faults = faults(read("audit: {signals: signals.yaml}\n", Map.of(), Map.of()));
    assertThat(faults)
        .contains("signals.yaml:2: denials.minimum: expected a whole number from 1 to 1000000")
        .contains("signals.yaml:3: denials.maximun: there is no such key; did you mean")
        .contains("signals.yaml:4: canary-read.mode: this rule is always active")
        .doesNotContain("none");
  }

  @Test
  void allFaultsOfAFileAreToldTogetherWithTheirLines() {
    var faults =
        faults(
            read(
                """
                http:
                  prot: 8420
                  port: 65536
                  read_timeout: soon
                  port: 1
                tls:
                  key: nowhere.pem
                limits: [1, 2]
                logging:
                  format: TEXT
                database:
                  url: jdbc:postgresql://host/db?password=hunter2
                oidc:
                  issuer: https://id.example
                nothing: 1
                rights:
                  vouching:
                    issuer: https://shop.example
                """,
                Map.of("YINHU_AUDIT_MAX_WAITING", "0"),
                Map.of("http.host", "a b")));

    assertThat(faults)
        .contains("yinhu.yaml:2: http.prot: there is no such key; did you mean http.port?")
        .contains("yinhu.yaml:3: http.port: expected a whole number from 0 to 65535")
        .contains("yinhu.yaml:4: http.read_timeout: expected a duration such as 500ms")
        .contains("yinhu.yaml:5: http.port: stands twice")
        .contains("yinhu.yaml:7: tls.key: expected the path of a file that exists")
        .contains("yinhu.yaml:7: tls.key: needs tls.certificate too")
        .contains("yinhu.yaml:8: limits: expected one value, not a list")
        .contains("yinhu.yaml:10: logging.format: expected one of text, json")
        .contains("yinhu.yaml:12: database.url: expected a URL like")
        .contains("yinhu.yaml:12: database.url: needs database.user too")
        .contains("yinhu.yaml:14: oidc.issuer: needs oidc.jwks_uri too")
        .contains("yinhu.yaml:14: oidc.issuer: needs oidc.audience too")
        .contains("yinhu.yaml:15: nothing: there is no such key")
        .contains("yinhu.yaml:18: rights.vouching.issuer: needs rights.vouching.audience too")
        .contains("yinhu.yaml:18: rights.vouching.issuer: needs rights.vouching.jwks_url too")
        .contains("YINHU_AUDIT_MAX_WAITING: audit.max_waiting: expected a whole number")
        .contains("--host: http.host: expected a host name")
        .doesNotContain("hunter2");
  }

  @Test
  void aPoolTooLargeForTheEmbeddedServerIsToldWithTheOthers() {
    var faults = faults(read("database:\n  pool_size: 81\nnothing: 1\n", Map.of(), Map.of()));

    assertThat(faults)
        .contains("yinhu.yaml:2: database.pool_size: at most 80 with the embedded server")
        .contains("yinhu.yaml:3: nothing: there is no such key");
    assertThat(usable("database: {pool_size: 80}").config().database().poolSize()).isEqualTo(80);
    assertThat(
            usable("database: {pool_size: 81, url: 'jdbc:postgresql://h/d', user: u}")
                .config()
                .database()
                .poolSize())
        .isEqualTo(81);
  }

  private static String oidc(String jwksUri) {
    return "oidc: {issuer: i, audience: a, jwks_uri: '" + jwksUri + "'}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example/keys",
        "http://localhost:8080/keys",
        "http://127.0.0.1/keys",
        "http://[::1]:9/keys"
      })
  void theIssuersKeysComeOverTlsOrFromThisMachine(String address) {
    assertThat(usable(oidc(address)).config().oidc().orElseThrow().jwksUri())
        .isEqualTo(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example/keys",
        "http://localhost.example/keys",
        "http://127.0.0.1.example/keys",
        "http://127.0.0.1@id.example/keys",
        "http://10.0.0.1/keys",
        "ftp://localhost/keys",
        "https:keys"
      })
  void theIssuersKeysNeverComeOverPlainHttp(String address) {
    assertThat(faults(read(oidc(address), Map.of(), Map.of())))
        .contains("oidc.jwks_uri: expected an https address");
  }

  @Test
  void brokenYamlIsOneProblemWithItsLine() {
    assertThat(faults(read("http:\n  port: [1\n", Map.of(), Map.of()))).contains("yinhu.yaml:");
    assertThat(faults(read("just text", Map.of(), Map.of())))
        .contains("yinhu.yaml:1: expected keys");
  }

  @Test
  void optionsBeatEnvironmentAndEnvironmentBeatsTheFile() {
    var config =
        usable(
                read(
                    "http: {port: 1, host: file}\nlimits: {items: 5}",
                    Map.of("YINHU_HTTP_PORT", "2", "YINHU_HTTP_HOST", "environment"),
                    Map.of("http.port", "3")))
            .config();

    assertThat(config.http().port()).isEqualTo(3);
    assertThat(config.http().host()).isEqualTo("environment");
    assertThat(config.limits().items()).isEqualTo(5);
  }

  @Test
  void anUnknownVariableIsAWarningThatNamesTheNearest() {
    var reading =
        usable(read("", Map.of("YINHU_HTTP_PROT", "1", "YINHU_AOT", "off", "PATH", "x"), Map.of()));

    assertThat(reading.warnings())
        .containsExactly("YINHU_HTTP_PROT: has no effect; did you mean YINHU_HTTP_PORT?");
  }

  @Test
  void printedSettingsLeaveOutDriverProperties() {
    var printed =
        usable("database: {url: 'jdbc:postgresql://h/d?sslkey=secret', user: u}").settings();

    assertThat(String.join("\n", printed))
        .contains("jdbc:postgresql://h/d?…")
        .doesNotContain("secret");
  }

  @Test
  void thePageNamesEveryKeyItsVariableAndItsDefault() throws IOException {
    var page = Files.readString(Path.of("../docs/configuration.md"));

    for (Key<?> key : Keys.ALL) {
      var row =
          "| `"
              + key.path()
              + "` | `"
              + key.environmentName()
              + "` | "
              + key.fallback().map(text -> "`" + text + "`").orElse("unset")
              + " | "
              + key.summary()
              + " |";
      assertThat(page).contains(row);
    }
    assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSameSizeAs(Keys.ALL);
  }

  @Test
  void keysRotateNeverOrAfterAnHourAtLeast() {
    assertThat(usable("keys: {rotate_after: 0s}").config().keys().rotateAfter()).isZero();
    assertThat(usable("keys: {rotate_after: 1h}").config().keys().rotateAfter()).hasHours(1);
    assertThat(faults(read("keys: {rotate_after: 59m}", Map.of(), Map.of())))
        .contains("keys.rotate_after", "0s for never", "1h");
    assertThat(faults(read("keys: {destruction_wait: 23h}", Map.of(), Map.of())))
        .contains("keys.destruction_wait");
  }
}
