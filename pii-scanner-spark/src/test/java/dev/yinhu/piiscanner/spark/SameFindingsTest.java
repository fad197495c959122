package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.DatabaseProgress;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark finds what the scanner of one machine finds in the same rows. */
class SameFindingsTest {
  @TempDir static Path directory;
  private static TestDatabase database;
  private static DatabaseTarget target;
  private static TableReport expected;

  @BeforeAll
  static void scanOnOneMachine() throws Exception {
    database = TestDatabase.create();
    Path password = Files.writeString(directory.resolve("password"), info().password() + "\n");
    target =
        new DatabaseTarget(
            database.jdbcUrl(),
            Optional.of(info().user()),
            new Password.InFile(password),
            TableSelection.ALL);
    fill();
    DatabaseReport report =
        DatabaseScan.of(EngineSettings.STANDARD, Sparks.CLOCK, Sparks.key(), Map.of())
            .run(target, DatabaseScanSettings.DEFAULT, DatabaseProgress.NOBODY);
    expected =
        report.tables().stream()
            .filter(table -> table.name().table().equals("users"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static ConnectionInfo info() {
    return database.connectionInfo();
  }

  private static void fill() {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "CREATE TABLE users (id bigint PRIMARY KEY, phone text, \"e-mail\" text, qq text,"
                  + " \"order.no\" text, \"say \"\"hi\"\"\" text, joined date)");
          handle.execute("CREATE SCHEMA \"a.b\"");
          handle.execute("CREATE TABLE \"a.b\".\"no \"\"rows\"\"\" (phone text)");
          var batch = handle.prepareBatch("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?)");
          for (Row row : Users.rows()) {
            for (int i = 0; i < row.size(); i++) {
              batch.bind(i, row.get(i));
            }
            batch.add();
          }
          batch.execute();
        });
  }

  /** All but where it is, which values were drawn as samples, and how Spark writes names. */
  private static void assertSame(TableReport table) {
    assertThat(table.rows()).isEqualTo(expected.rows()).isEqualTo(Users.COUNT);
    assertThat(table.findings()).hasSameSizeAs(expected.findings());
    for (ColumnFinding found : table.findings()) {
      ColumnFinding same =
          expected.findings().stream()
              .filter(f -> f.column().equals(found.column().replace("`", "")))
              .filter(f -> f.type().equals(found.type()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(found.column() + " " + found.type()));
      assertThat(found)
          .usingRecursiveComparison()
          .ignoringFields("table", "column", "examples")
          .isEqualTo(same);
      assertThat(found.examples()).hasSameSizeAs(same.examples());
    }
    assertThat(Sparks.certain(table))
        .contains("phone CN_MOBILE", "`e-mail` EMAIL", "qq QQ_ID", "`say \"hi\"` CN_MOBILE")
        .noneMatch(finding -> finding.startsWith("`order.no`"));
    for (int i = 0; i < expected.columns().size(); i++) {
      assertThat(table.columns().get(i))
          .usingRecursiveComparison()
          .ignoringFields("name", "databaseType", "findings")
          .isEqualTo(expected.columns().get(i));
    }
  }

  private static TableReport only(SparkReport report) {
    assertThat(report.report().tables()).hasSize(1);
    return report.report().tables().getFirst();
  }

  @Test
  void inParquet() {
    Path path = directory.resolve("users.parquet");
    Users.dataset().write().parquet(path.toString());
    SparkReport report = Sparks.files("parquet", path);

    assertSame(only(report));
    ColumnFinding phones = only(report).findings().getFirst();
    Places places = report.places(phones).orElseThrow();
    assertThat(places.all()).isEqualTo(3);
    assertThat(places.first()).allMatch(part -> part.place().file().endsWith(".parquet"));
    assertThat(places.first().stream().mapToLong(Places.Part::hits).sum()).isEqualTo(phones.hits());
  }

  @Test
  void inCsv() {
    Path path = directory.resolve("csv/users");
    Users.dataset().write().option("header", "true").option("escape", "\"").csv(path.toString());

    assertSame(only(Sparks.files("csv", path)));
  }

  @Test
  void inJson() {
    Path path = directory.resolve("json/users");
    Users.dataset().select("*").write().option("ignoreNullFields", "false").json(path.toString());
    TableReport table = only(Sparks.files("json", path));

    // Spark orders the columns of JSON by name.
    assertThat(table.findings()).hasSameSizeAs(expected.findings());
    assertThat(Sparks.certain(table))
        .containsExactlyInAnyOrderElementsOf(
            Sparks.certain(expected).stream().map(SameFindingsTest::quoted).toList());
    assertThat(Sparks.column(table, "phone").findings().getFirst().hits())
        .isEqualTo(Users.COUNT * 9 / 10);
  }

  private static String quoted(String finding) {
    int space = finding.lastIndexOf(' ');
    String column = finding.substring(0, space);
    return column.matches("\\w+") ? finding : "`" + column + "`" + finding.substring(space);
  }

  @Test
  void inTheDatabaseByOneConnectionAndByMany() {
    TableName users = new TableName("public", "users");
    TableName empty = new TableName("a.b", "no \"rows\"");
    SparkReport whole =
        Sparks.run(
            Sparks.spec(), new Source.Tables(target, List.of(users, empty), Optional.empty()));
    SparkReport parts =
        Sparks.run(
            Sparks.spec(),
            new Source.Tables(target, List.of(users), Optional.of(new Source.Partition("id", 4))));

    assertSame(whole.report().tables().getFirst());
    assertSame(only(parts));
    assertThat(whole.report().tables().get(1).rows()).isZero();
    assertThat(whole.report().complete()).isTrue();
    assertThat(whole.places()).isEmpty();
  }
}
