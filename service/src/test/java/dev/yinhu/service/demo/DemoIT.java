package dev.yinhu.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.register.testing.Registers;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.crash.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as it is typed: on an empty directory, again, and until it is stopped. */
final class DemoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PROTECTED =
      List.of(
          "select phone from users where created_at is not null",
          "select email from users where created_at is not null",
          "select name from users where created_at is not null",
          "select id_number from users where id_number is not null",
          "select detail from addresses",
          "select consignee_name from orders",
          "select consignee_phone from orders");

  @TempDir Path directory;

  private Path data() {
    return directory.resolve("demo");
  }

  @Test
  @Timeout(240)
  void theDemoGoesWellOnAnEmptyDirectoryAgainAndUntilItIsStopped() throws Exception {
    assertWalks();
    assertShopHoldsCiphertextsOnly();
    forgetIndexes();
    assertWalks();
    assertGoesOnUntilStopped();
  }

  @Test
  @Timeout(240)
  void aDemoStoppedHalfWayLeavesNothingRunningAndGoesOnNextTime() throws Exception {
    Path printed = directory.resolve("half.log");
    try (ServiceProcess demo = ServiceProcess.demo(data(), printed)) {
      Await.until("the shop is filled", () -> read(printed).contains("customers"));
      demo.terminate();
      demo.awaitExit();
    }
    assertThat(data().resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    assertWalks();
    assertShopHoldsCiphertextsOnly();
  }

  @Test
  @Timeout(120)
  void aDirectoryWithARegisterOfItsOwnIsLeftAsItIs() throws Exception {
    Path register = Files.writeString(directory.resolve("own.yaml"), Registers.shopText());
    String data = data().toString();
    assertThat(
            CommandLineRun.of(directory, "register", "apply", register.toString(), "--data", data)
                .exitCode())
        .isZero();
    CommandLineRun run = CommandLineRun.of(directory, "demo", "--exit", "--data", data);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("register of its own").contains("--data");
    assertThat(data().resolve("demo-tokens.json")).doesNotExist();
    CommandLineRun callers =
        CommandLineRun.of(directory, "caller", "list", "--json", "--data", data);
    assertThat(callers.out()).isBlank();
  }

  private void assertWalks() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(directory, "demo", "--exit", "--json", "--data", data().toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    List<String> steps = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode step = JSON.readTree(line);
      assertThat(step.path("ok").asBoolean()).as(line).isTrue();
      steps.add(step.path("step").asText());
    }
    assertThat(steps)
        .containsSubsequence(
            "reveal-allowed",
            "reveal-refused",
            "reveal-masked",
            "tampered",
            "search",
            "audit",
            "verify-log",
            "scan",
            "copy",
            "delete",
            "drill");
    List<String> lines = run.out().lines().toList();
    assertScanned(JSON.readTree(lines.get(steps.indexOf("scan"))));
    assertDeleted(JSON.readTree(lines.get(steps.indexOf("delete"))));
    assertThat(run.err()).doesNotContain("ERROR");
  }

  /** The same of a shop that was protected before: what was found then was kept. */
  private static void assertScanned(JsonNode scan) {
    assertThat(scan.path("before").asLong()).isGreaterThan(scan.path("after").asLong());
    assertThat(scan.path("logs_before").asLong()).isGreaterThan(1_000);
    assertThat(scan.path("logs_after").asLong()).isZero();
    assertThat(scan.path("undeclared")).extracting(JsonNode::asText).contains("orders.remark");
    assertThat(scan.at("/left/plaintext").asLong()).isZero();
  }

  private static void assertDeleted(JsonNode delete) {
    assertThat(delete.path("state").asText()).isEqualTo("completed");
    assertThat(delete.path("rows").asLong()).isGreaterThan(1);
    assertThat(delete.path("restricted").asLong()).isPositive();
    assertThat(delete.path("certificate").asText()).isEqualTo("genuine");
    assertThat(delete.path("code").asText()).isEqualTo("subject-erased");
  }

  /** As the directory of a release from before the indexes is. */
  private void forgetIndexes() {
    try (Database database = Database.open(DatabaseConfig.embedded(), DataDirectory.open(data()));
        Database shop = database.sibling("shop")) {
      shop.jdbi()
          .useHandle(handle ->
              handle.execute(
                  "alter table users drop column phone_index, drop column phone_last4, drop column"
                      + " email_index"));
    }
  }

  private void assertShopHoldsCiphertextsOnly() {
    try (Database database = Database.open(DatabaseConfig.embedded(), DataDirectory.open(data()));
        Database shop = database.sibling("shop")) {
      for (String column : PROTECTED) {
        List<String> values =
            shop.jdbi().withHandle(h -> h.createQuery(column).mapTo(String.class).list());
        assertThat(values)
            .as(column)
            .hasSizeGreaterThan(100)
            .allSatisfy(value -> assertThat(value).startsWith("yh1.").doesNotContain("@"))
            .noneMatch(value -> value.matches(".*\\b1[3-9]\\d{9}\\b.*|.*[\u4e00-\u9fff].*"))
            .doesNotHaveDuplicates();
      }
      List<Integer> counts =
          shop.jdbi()
              .withHandle(h ->
                  h.createQuery("select count(*) from users union all select count(*) from orders")
                      .mapTo(Integer.class)
                      .list());
      assertThat(counts.getFirst()).isGreaterThanOrEqualTo(2_000);
      assertThat(counts.getLast()).isGreaterThanOrEqualTo(5_000);
    }
  }

  private void assertGoesOnUntilStopped() throws Exception {
    Path printed = directory.resolve("demo.log");
    try (ServiceProcess demo = ServiceProcess.demo(data(), printed);
        HttpClient client = HttpClient.newHttpClient()) {
      Await.until("it says how to go on", () -> read(printed).contains("/audit/log/checkpoint"));
      Path tokens = data().resolve("demo-tokens.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens)))
          .isEqualTo("rw-------");
      JsonNode callers = JSON.readTree(tokens.toFile());
      for (String caller :
          new String[] {
            "order-service", "support-desk", "marketing-job", "dpo", "auditor", "admin"
          }) {
        HttpRequest request =
            HttpRequest.newBuilder(demo.address("/v1/register"))
                .header("Authorization", "Bearer " + callers.path(caller).asText())
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
            .as(caller)
            .isEqualTo(200);
      }
      long begin = System.nanoTime();
      demo.terminate();
      assertThat(demo.awaitExit()).as(read(printed)).isZero();
      assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
    }
    assertThat(data().resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    assertThat(read(printed)).doesNotContain("yht_");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
