package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The log of a running service, verified over HTTP, and taken out beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditVerifyIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path directory;
  private LiveService service;

  @BeforeAll
  void start() throws IOException {
    service = LiveService.start(directory.resolve("yinhu-data"), Map.of());
    Files.writeString(directory.resolve("token"), service.token("auditor") + "\n");
    Files.writeString(
        directory.resolve("vkey"), service.send("GET", "/audit/log/vkey", Map.of(), null).text());
    for (int i = 0; i < 5; i++) {
      service.post(
          "order-service",
          "/v1/mask",
          "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"13900001111\"}]}");
    }
    Await.until("they are published", () -> published() > 5);
  }

  private long published() {
    String checkpoint = service.send("GET", "/audit/log/checkpoint", Map.of(), null).text();
    return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private CommandLineRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return CommandLineRun.of(directory, all.toArray(String[]::new));
  }

  private static JsonNode json(CommandLineRun run) throws IOException {
    return JSON.readTree(run.out());
  }

  private String log() {
    return service.address("/audit/log").toString();
  }

  @Test
  void theLiveLogIsVerifiedOverHttp() throws IOException {
    CommandLineRun run = run("verify", log(), "--vkey", "vkey", "--token-file", "token", "--json");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(json(run).path("result").asText()).isEqualTo("clean");
    assertThat(json(run).path("signed").asBoolean()).isTrue();
    assertThat(json(run).path("entries").asLong()).isPositive();
  }

  @Test
  void withoutKeyOrTokenItIsUnverifiable() throws IOException {
    CommandLineRun noKey = run("verify", log(), "--token-file", "token", "--json");
    assertThat(noKey.exitCode()).isOne();
    assertThat(json(noKey).path("result").asText()).isEqualTo("unverifiable");
    assertThat(json(noKey).path("findings").path(0).path("code").asText())
        .isEqualTo("signature-unchecked");

    CommandLineRun noToken = run("verify", log(), "--vkey", "vkey");
    assertThat(noToken.exitCode()).isOne();
    assertThat(noToken.out()).contains("token of an auditor").doesNotContain("tampered  ");
    CommandLineRun counted = run("verify", log(), "--vkey", "vkey", "--json");
    assertThat(json(counted).path("result").asText()).isEqualTo("unverifiable");
    assertThat(json(counted).path("tampered").asLong()).as(counted.out()).isZero();
  }

  @Test
  void anExportIsVerifiedAndAChangeOfItFound() throws IOException {
    CommandLineRun exported = run("export", "--out", "out", "--json");
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    assertThat(json(exported).path("kind").asText()).isEqualTo("whole");

    CommandLineRun clean = run("verify", "out", "--vkey", "vkey");
    assertThat(clean.exitCode()).as(clean.out()).isZero();
    assertThat(clean.out()).contains("一致 · clean");
    assertThat(run("export", "--out", "out").err()).contains("not empty");

    Path readme = directory.resolve("out/README.txt");
    Files.writeString(readme, Files.readString(readme) + "x");
    CommandLineRun changed = run("verify", "out", "--vkey", "vkey");
    assertThat(changed.exitCode()).isOne();
    assertThat(changed.out()).contains("tampered  README.txt");
  }

  @Test
  void aRangeIsTakenByIndexOrTime() throws IOException {
    assertThat(run("export", "--out", "range", "--from", "0", "--to", "3").exitCode()).isZero();
    assertThat(run("verify", "range", "--vkey", "vkey").exitCode()).isZero();
    assertThat(run("export", "--out", "time", "--from", "2020-01-01T00:00:00+08:00").exitCode())
        .isZero();
    assertThat(run("verify", "time", "--vkey", "vkey").exitCode()).isZero();
    assertThat(run("export", "--out", "x", "--from", "yesterday").exitCode()).isEqualTo(2);
    assertThat(run("export", "--out", "x", "--from", "3", "--to", "3").exitCode()).isEqualTo(2);
  }

  @Test
  void theTablesAreVerified() throws IOException {
    CommandLineRun run = run("verify", "--database", "--vkey", "vkey", "--json");

    assertThat(json(run).path("tampered").asLong()).as(run.out()).isZero();
    assertThat(json(run).path("entries").asLong()).isPositive();
  }

  /** A script must not take a typing error for tampering. */
  @Test
  void wrongUseIsToldApart() throws IOException {
    Files.writeString(directory.resolve("bad"), "no key\n");
    Files.writeString(directory.resolve("empty"), "\n");
    Files.createDirectories(directory.resolve("folder"));
    String witness =
        new NoteSigner(KeyType.ED25519_COSIGNATURE, "w.example", new byte[NoteSigner.SEED_BYTES])
            .key()
            .text();
    String key = Files.readString(directory.resolve("vkey")).lines().findFirst().orElseThrow();
    CommandLineRun ofWitness = run("verify", log(), "--vkey", witness);
    assertThat(ofWitness.err()).contains("w.example is the key of a witness", "policy");
    Files.writeString(directory.resolve("long"), "x".repeat(5_000));
    for (List<String> wrong :
        List.of(
            List.of("verify"),
            List.of("verify", "out", "--database"),
            List.of("verify", "nowhere"),
            List.of("verify", "http://user:secret@localhost/x"),
            List.of("verify", log(), "--vkey", "vkey", "--policy", "bad"),
            List.of("verify", log(), "--vkey", "nowhere"),
            List.of("verify", log(), "--vkey", "bad"),
            List.of("verify", log(), "--vkey", "folder"),
            List.of("verify", log(), "--vkey", "empty"),
            List.of("verify", log(), "--vkey", "not a verifier key"),
            List.of("verify", log(), "--vkey", "log.example+00000000+AAAA"),
            List.of("verify", log(), "--vkey", witness),
            List.of("verify", "--database", "--vkey", "bad"),
            List.of("verify", "folder", "--vkey", "nowhere"),
            List.of("verify", log(), "--policy", "folder"),
            List.of("verify", log(), "--policy", "nowhere"),
            List.of("verify", log(), "--policy", "bad"),
            List.of("verify", log(), "--vkey", "vkey", "--since", "nowhere"),
            List.of("verify", log(), "--vkey", "vkey", "--since", "bad"),
            List.of("verify", log(), "--vkey", "vkey", "--since", "folder"),
            List.of("verify", log(), "--vkey", "vkey", "--pruned-below", "-1"),
            List.of("verify", log(), "--token-file", "nowhere"),
            List.of("verify", log(), "--token-file", "long"),
            List.of("verify", log(), "--token-file", "token", "--token-env"),
            List.of("verify", log(), "--token-env"),
            List.of("verify", "http://log.example/audit/log", "--token-file", "token"),
            List.of("export", "--out", "x", "--subject", "u-1", "--from", "3"),
            List.of("export", "--out", "x", "--subject-file", "nowhere"),
            List.of("export", "--out", "x", "--subject-file", "folder"),
            List.of("witness", "--state", "w", "--listen", "8421"),
            List.of("witness", "--state", "w", "--listen", "127.0.0.1:99999"),
            List.of("witness", "--state", "w"),
            List.of("witness", "--state", "w", "--vkey", "bad"),
            List.of("witness", "--state", "w", "--vkey", witness),
            List.of("witness", "--state", "w", "--vkey", key),
            List.of("witness", "--state", "w", "--vkey", key, "--name", "a b"),
            List.of("witness", "--state", "w", "--policy", "bad"),
            List.of("witness", "--state", "w", "--policy", "folder"),
            List.of("witness", "--state", "w", "--policy", "nowhere"))) {
      CommandLineRun run = run(wrong.toArray(String[]::new));
      assertThat(run.exitCode()).as(wrong + run.err()).isEqualTo(2);
    }
  }

  private CommandLineRun withToken(String... arguments) {
    Map<String, String> environment = Map.of("YINHU_TOKEN", service.token("auditor"));
    return CommandLineRun.of(directory, environment, arguments);
  }

  @Test
  void theTokenOfTheEnvironmentStaysOnThisMachineUnlessAskedFor() {
    CommandLineRun here = withToken("audit", "verify", log(), "--vkey", "vkey");
    assertThat(here.exitCode()).as(here.out()).isZero();

    String there = "https://log.invalid/audit/log";
    CommandLineRun unasked = withToken("audit", "verify", there, "--vkey", "vkey");
    assertThat(unasked.exitCode()).isOne();
    assertThat(unasked.err()).contains("YINHU_TOKEN is not sent");
    String clear = "http://log.invalid/audit/log";
    assertThat(withToken("audit", "verify", clear, "--token-env").exitCode()).isEqualTo(2);
  }

  @Test
  void theEntriesOfAPersonAreTakenOutAndVerified() throws IOException {
    service.post(
        "order-service",
        "/v1/encrypt",
        "{\"items\":[{\"field\":\"shop.users.phone\",\"subject\":\"u-77\",\"value\":\"13900001111\"}]}");
    long size = service.entries().lines().count();
    Await.until("it is published", () -> published() >= size);

    CommandLineRun exported = run("export", "--out", "person", "--subject", "u-77", "--json");
    assertThat(exported.exitCode()).as(exported.err()).isZero();
    assertThat(json(exported).path("kind").asText()).isEqualTo("subject");
    assertThat(json(exported).path("entries").asLong()).isPositive();
    CommandLineRun clean = run("verify", "person", "--vkey", "vkey", "--json");
    assertThat(clean.exitCode()).as(clean.out()).isZero();
    assertThat(json(clean).path("entries").asLong())
        .isEqualTo(json(exported).path("entries").asLong());
    try (Stream<Path> files = Files.list(directory.resolve("person/proofs"))) {
      Path entry =
          files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
      Files.writeString(entry, Files.readString(entry).replace("phone", "email"));
    }
    assertThat(json(run("verify", "person", "--vkey", "vkey", "--json")).path("result").asText())
        .isEqualTo("tampered");
  }
}
