package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken is told, and what can be read beside it is read. */
class TroublesTest {
  @TempDir Path directory;

  private static TableReport only(SparkReport report) {
    assertThat(report.report().tables()).hasSize(1);
    return report.report().tables().getFirst();
  }

  @Test
  void brokenRecordsOfJsonAreCountedAndScanned() throws IOException {
    Path file = directory.resolve("users.json");
    Files.writeString(
        file,
        """
        {"phone": "%s", "_corrupt_record": "mine"}
        {"phone": "%s"
        not JSON at all, call %s
        """
            .formatted(Users.phone(1), Users.phone(2), Users.phone(3)));
    TableReport table = only(Sparks.files("json", file));

    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.notes())
        .containsExactly("2 broken records were scanned as text, in __corrupt_record");
    assertThat(Sparks.column(table, "__corrupt_record").findings())
        .anyMatch(finding -> finding.type().name().equals("CN_MOBILE") && finding.hits() == 2);
    assertThat(Sparks.column(table, "phone").values()).isEqualTo(1);
  }

  @Test
  void brokenRecordsOfCsvAreCountedAndScanned() throws IOException {
    Path file = directory.resolve("users.csv");
    Files.writeString(file, "id,phone\n1,%s\n2,x,y,%s\n".formatted(Users.phone(1), Users.phone(2)));
    TableReport table = only(Sparks.files("csv", file));

    assertThat(table.notes())
        .containsExactly("1 broken records were scanned as text, in _corrupt_record");
    assertThat(Sparks.column(table, "_corrupt_record").findings())
        .anyMatch(finding -> finding.type().name().equals("CN_MOBILE"));
  }

  @Test
  void aFileThatIsNoParquetIsToldAndTheOthersAreRead() throws IOException {
    Path path = directory.resolve("lake");
    Users.dataset().coalesce(1).write().parquet(path.toString());
    Files.writeString(path.resolve("zz.parquet"), "PAR1 but no more of it PAR1");
    DatabaseReport report = Sparks.files("parquet", path).report();

    assertThat(report.tables()).hasSize(2);
    assertThat(report.tables().getFirst().rows()).isEqualTo(Users.COUNT);
    assertThat(report.tables().get(1).name().table()).endsWith("zz.parquet");
    assertThat(report.tables().get(1).outcome()).isInstanceOf(Outcome.Unfinished.class);
    assertThat(report.complete()).isFalse();
  }

  @Test
  void filesInDirectoriesWithinAreReadAndAllFilesHaveASayInTheColumns() throws IOException {
    Path deep = Files.createDirectories(directory.resolve("logs/2026/01"));
    Files.writeString(directory.resolve("logs/a.json"), "{\"id\": 1}\n");
    Files.writeString(deep.resolve("b.json"), "{\"mobile\": \"" + Users.phone(1) + "\"}\n");
    TableReport table = only(Sparks.files("json", directory.resolve("logs")));

    assertThat(table.rows()).isEqualTo(2);
    assertThat(Sparks.certain(table)).containsExactly("mobile CN_MOBILE");
  }

  @Test
  void whatIsNotThereIsToldAndNotClean() {
    Path nowhere = directory.resolve("nowhere.parquet");
    DatabaseReport report = Sparks.files("parquet", nowhere).report();

    assertThat(report.tables().getFirst().outcome())
        .isEqualTo(new Outcome.Unfinished("PATH_NOT_FOUND"));
    assertThat(report.clean()).isFalse();
  }

  @Test
  void aDatabaseThatCannotBeReachedIsToldWithoutItsAnswer() {
    DatabaseTarget target =
        new DatabaseTarget(
            "jdbc:postgresql://127.0.0.1:1/shop",
            Optional.of("reader"),
            new Password.None(),
            TableSelection.ALL);
    TableReport table =
        only(
            Sparks.run(
                Sparks.spec(),
                new Source.Tables(
                    target, List.of(new TableName("public", "users")), Optional.empty())));

    assertThat(table.outcome()).isInstanceOf(Outcome.Unfinished.class);
    assertThat(table.outcome().toString()).doesNotContain("127.0.0.1").doesNotContain("reader");
  }
}
