package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan command over what is new in a real database. */
final class ScanIncrementIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;

  private TestDatabase shop;

  @BeforeEach
  void aShop() {
    shop = TestDatabase.create();
    execute(
        "CREATE TABLE users (id int PRIMARY KEY, phone text, changed_at timestamptz)",
        users(1, 20, "2026-01-01T08:00:00Z"));
  }

  private static String users(int from, int to, String changed) {
    return "INSERT INTO users SELECT n, '13912345' || (100 + n), '%s' FROM generate_series(%d, %d) n"
        .formatted(changed, from, to);
  }

  private void execute(String... statements) {
    shop.jdbi().useHandle(handle -> List.of(statements).forEach(handle::execute));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private CommandLineRun scan(String... more) {
    var arguments = new ArrayList<>(List.of("scan", "--jdbc", shop.jdbcUrl(), "--json"));
    arguments.addAll(List.of("--jdbc-user", shop.connectionInfo().user()));
    arguments.addAll(List.of("--jdbc-password-env", "SHOP_PASSWORD", "--types", "CN_MOBILE"));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(
        directory,
        Map.of("SHOP_PASSWORD", shop.connectionInfo().password()),
        arguments.toArray(String[]::new));
  }

  private long phones(String... more) throws IOException {
    CommandLineRun run = scan(more);
    assertThat(run.exitCode()).as(run.err()).isZero();
    for (JsonNode table : JSON.readTree(run.out()).path("tables")) {
      for (JsonNode column : table.path("columns")) {
        if (column.path("column").asText().equals("phone")) {
          return column.path("values").asLong();
        }
      }
    }
    return 0;
  }

  @Test
  void whatHasAGreaterKeyIsNew() throws Exception {
    String[] wish = {"--incremental=marks.json", "--key-margin=0"};
    assertThat(phones(wish)).isEqualTo(20);
    execute(users(21, 22, "2026-01-02T08:00:00Z"));
    assertThat(phones(wish)).isEqualTo(2);
    assertThat(phones(wish)).isZero();
    String[] careful = {"--incremental=marks.json", "--key-margin=4"};
    assertThat(phones(careful)).isZero();
    assertThat(phones(careful)).isEqualTo(4);
    assertThat(Files.getPosixFilePermissions(directory.resolve("marks.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void whatWasChangedLaterIsNew() throws Exception {
    String[] wish = {"--incremental=marks.json", "--updated-at=changed_*", "--time-margin=PT0S"};
    assertThat(phones(wish)).isEqualTo(20);
    execute("UPDATE users SET changed_at = '2026-01-03T08:00:00Z' WHERE id IN (3, 5, 7)");
    assertThat(phones(wish)).isEqualTo(3);
  }

  @Test
  void marksOfAnotherDatabaseAndFilesThatAreNoneAreWrongUse() throws Exception {
    Files.writeString(
        directory.resolve("other.json"),
        "{\"database\":\"jdbc:postgresql://h/other\",\"marks\":[]}");
    Files.writeString(directory.resolve("broken.json"), "{\"database\":");

    CommandLineRun other = scan("--incremental=other.json");
    CommandLineRun broken = scan("--incremental=broken.json");
    CommandLineRun nowhere = scan("--updated-at=changed_at");
    CommandLineRun margin = scan("--incremental=m.json", "--updated-at=c", "--time-margin=soon");

    assertThat(List.of(other, broken, nowhere, margin))
        .extracting(CommandLineRun::exitCode)
        .containsOnly(2);
    assertThat(other.err()).contains("of another database");
    assertThat(broken.err()).contains("no marks of a scan");
    assertThat(nowhere.err()).contains("--incremental FILE");
    assertThat(margin.err()).contains("--time-margin");
  }
}
