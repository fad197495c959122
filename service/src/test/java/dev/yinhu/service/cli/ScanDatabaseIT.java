package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.database.testing.MariaDbServer;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan command over real databases. */
final class ScanDatabaseIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRET = "13912345";

  private static TestDatabase postgres;

  @TempDir private Path directory;

  @BeforeAll
  static void aShopOnEachServer() throws Exception {
    postgres = TestDatabase.create();
    var info = postgres.connectionInfo();
    try (Connection connection =
        DriverManager.getConnection(info.jdbcUrl(), info.user(), info.password())) {
      fill(connection, "generate_series(1, 200) n");
    }
    try (Connection connection = MariaDbServer.shared().connect("mysql");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS scanshop CHARACTER SET utf8mb4");
    }
    try (Connection connection = MariaDbServer.shared().connect("scanshop")) {
      fill(connection, "(SELECT seq AS n FROM seq_1_to_200) numbers");
    }
  }

  private static void fill(Connection connection, String numbers) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE users (id int PRIMARY KEY, phone varchar(20), note varchar(40))");
      statement.execute("CREATE TABLE products (id int PRIMARY KEY, title varchar(40))");
      statement.execute(
          "INSERT INTO users SELECT n, CONCAT('"
              + SECRET
              + "', 100 + n), CASE WHEN n % 4 = 0 THEN CONCAT('u', n, '@mail.cn') ELSE 'none' END"
              + " FROM "
              + numbers);
      statement.execute("INSERT INTO products SELECT n, 'a red cup' FROM " + numbers);
    }
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  private CommandLineRun scan(List<String> source, String... more) {
    var arguments = new ArrayList<>(List.of("scan"));
    arguments.addAll(source);
    arguments.addAll(List.of(more));
    return CommandLineRun.of(
        directory,
        Map.of("SHOP_PASSWORD", postgres.connectionInfo().password()),
        arguments.toArray(String[]::new));
  }

  private static List<String> onPostgres() {
    return List.of(
        "--jdbc",
        postgres.jdbcUrl(),
        "--jdbc-user",
        postgres.connectionInfo().user(),
        "--jdbc-password-env",
        "SHOP_PASSWORD");
  }

  private static List<String> onMariaDb() {
    MariaDbServer server = MariaDbServer.shared();
    return List.of(
        "--jdbc",
        server.url("mariadb", "scanshop"),
        "--jdbc-user",
        server.user(),
        "--jdbc-password-file",
        server.passwordFile().toString());
  }

  private static JsonNode column(JsonNode report, String table, String column) {
    for (JsonNode one : report.path("tables")) {
      for (JsonNode of : one.path("columns")) {
        if (one.path("table").asText().equals(table) && of.path("column").asText().equals(column)) {
          return of;
        }
      }
    }
    throw new AssertionError("no column " + table + "." + column + " in " + report);
  }

  private static JsonNode json(CommandLineRun run) throws IOException {
    return JSON.readTree(run.out());
  }

  @Test
  void columnsAreToldWithShareSeedAndSamplesButNoValue() throws Exception {
    for (List<String> source : List.of(onPostgres(), onMariaDb())) {
      CommandLineRun whole = scan(source, "--json", "--types", "CN_MOBILE,EMAIL");
      CommandLineRun sample =
          scan(source, "--json", "--types", "CN_MOBILE", "--sample", "50%", "--seed", "7");
      CommandLineRun again =
          scan(source, "--json", "--types", "CN_MOBILE", "--sample", "50%", "--seed", "7");

      assertThat(whole.exitCode()).as(whole.err()).isZero();
      JsonNode phone = column(json(whole), "users", "phone").path("findings").path(0);
      assertThat(phone.path("type").asText()).isEqualTo("CN_MOBILE");
      assertThat(phone.path("share").asDouble()).isEqualTo(1);
      assertThat(phone.path("samples").path(0).path("masked").asText()).startsWith("13****");
      JsonNode note = column(json(whole), "users", "note").path("findings").path(0);
      assertThat(note.path("share").asDouble()).isEqualTo(0.25);
      assertThat(column(json(whole), "products", "title").path("findings")).isEmpty();
      assertThat(json(sample).path("seed").asLong()).isEqualTo(7);
      JsonNode part = column(json(sample), "users", "phone").path("findings").path(0);
      assertThat(part.path("hits").asInt()).isBetween(50, 150);
      assertThat(part.path("share_95").path(0).asDouble()).isBetween(0.9, 0.999);
      assertThat(column(json(again), "users", "phone").path("values"))
          .isEqualTo(column(json(sample), "users", "phone").path("values"));
      assertThat(whole.out() + whole.err()).doesNotContain(SECRET);
    }
  }

  @Test
  void gateTablesAndFormatsAreThoseOfFiles() throws Exception {
    CommandLineRun text =
        scan(onPostgres(), "--types", "CN_MOBILE", "--fail-on", "CN_MOBILE", "--tables", "users");
    CommandLineRun lines =
        scan(
            onPostgres(), "--types", "CN_MOBILE", "--format", "jsonl", "--exclude-tables", "users");

    assertThat(text.exitCode()).isEqualTo(1);
    assertThat(text.out()).contains("public.users.phone", "CN_MOBILE", "100.0 %", "200 / 200");
    assertThat(text.out()).doesNotContain(SECRET);
    assertThat(lines.exitCode()).isZero();
    List<String> told = lines.out().lines().toList();
    assertThat(told).hasSize(2);
    assertThat(JSON.readTree(told.getFirst()).path("table").asText()).isEqualTo("products");
    assertThat(JSON.readTree(told.getLast()).path("kind").asText()).isEqualTo("summary");
  }

  @Test
  void passwordsStandInNoMessage() throws Exception {
    Files.writeString(directory.resolve("wrong"), "not-this-one\n");
    String url = postgres.jdbcUrl();
    String parameters = url + (url.contains("?") ? "&" : "?");

    CommandLineRun inUrl = scan(List.of("--jdbc", parameters + "password=hunter2"));
    CommandLineRun wrong =
        scan(
            List.of("--jdbc", parameters + "sslkey=hunter2", "--jdbc-user", "nobody"),
            "--jdbc-password-file",
            "wrong");
    CommandLineRun noVariable = scan(List.of("--jdbc", url, "--jdbc-password-env", "MISSING"));
    CommandLineRun both = scan(onPostgres(), "a.txt");

    assertThat(inUrl.exitCode()).isEqualTo(2);
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("cannot be reached");
    assertThat(noVariable.exitCode()).isEqualTo(1);
    assertThat(noVariable.err()).contains("MISSING");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(scan(List.of("--views")).exitCode()).isEqualTo(2);
    assertThat(inUrl.err() + inUrl.out() + wrong.err() + wrong.out() + both.err())
        .doesNotContain("hunter2", "not-this-one");
  }
}
