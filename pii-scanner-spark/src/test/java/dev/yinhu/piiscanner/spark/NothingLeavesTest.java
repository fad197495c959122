package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TableName;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No value leaves the machine that read it, and no secret stands where Spark shows it. */
class NothingLeavesTest {
  @TempDir Path directory;

  private static PartitionScan task(String keyFile) {
    ScanSpec spec = new ScanSpec(EngineSpec.STANDARD, 100, 7, keyFile, Sparks.CLOCK);
    SparkTable table = SparkTable.of(new TableName("", "users"), Users.SCHEMA);
    return new PartitionScan(spec, table, false, "Asia/Shanghai");
  }

  private static byte[] written(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  @Test
  void whatATaskAnswersHoldsNoValue() throws IOException {
    Iterator<PartResult> results = task(Sparks.spec().keyFile()).call(Users.rows().iterator());
    PartResult result = results.next();
    String bytes = new String(written(result), StandardCharsets.UTF_8);

    assertThat(result.counts().hits()).isNotEmpty();
    assertThat(bytes).contains("CN_MOBILE");
    for (int i = 0; i < Users.COUNT; i++) {
      assertThat(bytes)
          .doesNotContain(Users.phone(i))
          .doesNotContain(Users.phone(i + 1_000))
          .doesNotContain(Users.email(i));
    }
  }

  @Test
  void whatATaskIsSentHoldsNoKey() throws IOException {
    byte[] sent = written(task(Sparks.spec().keyFile()));
    byte[] key = Sparks.key().getEncoded();

    assertThat(key).hasSize(32);
    for (int from = 0; from + key.length <= sent.length; from++) {
      assertThat(Arrays.equals(sent, from, from + key.length, key, 0, key.length)).isFalse();
    }
  }

  @Test
  void aFailingRowTellsNothingOfIt() {
    Row odd = RowFactory.create(1L, Users.phone(1), "x", "y", "z", "n", new Unwritable());

    assertThatThrownBy(() -> task(Sparks.spec().keyFile()).call(List.of(odd).iterator()))
        .isInstanceOf(SparkScanException.class)
        .hasNoCause()
        .hasMessageNotContaining(Users.phone(1));
  }

  /** A value whose text cannot be had, and whose failure tells it. */
  private static final class Unwritable {
    @Override
    public String toString() {
      throw new IllegalStateException(Users.phone(1));
    }
  }

  @Test
  void aKeyThatIsMissingTooShortOrNotTheSameIsRefused() throws IOException {
    Path brief = Files.write(directory.resolve("short.key"), new byte[31]);
    Path other = Files.write(directory.resolve("other.key"), new byte[32]);

    assertThatThrownBy(() -> task(brief.toString()).call(Users.rows().iterator()))
        .isInstanceOf(SparkScanException.class)
        .hasMessageContaining("too short");
    assertThatThrownBy(() -> task(directory + "/none.key").call(Users.rows().iterator()))
        .isInstanceOf(SparkScanException.class)
        .hasMessageContaining("every executor needs it");
    PartResult one = task(Sparks.spec().keyFile()).call(Users.rows().iterator()).next();
    PartResult two = task(other.toString()).call(Users.rows().iterator()).next();
    assertThatThrownBy(() -> one.plus(two))
        .isInstanceOf(SparkScanException.class)
        .hasMessageContaining("different keys");
  }

  @Test
  void thePasswordStandsInNoPlanAndNoSetting() throws IOException {
    try (TestDatabase database = TestDatabase.create()) {
      var info = database.connectionInfo();
      database.jdbi().useHandle(h -> h.execute("CREATE TABLE t (phone text)"));
      Path password = Files.writeString(directory.resolve("password"), info.password() + "\n");
      DatabaseTarget target =
          new DatabaseTarget(
              database.jdbcUrl(),
              Optional.of(info.user()),
              new Password.InFile(password),
              TableSelection.ALL);
      TableName table = new TableName("public", "t");
      Dataset<Row> rows =
          new JdbcTables(
                  Sparks.session(),
                  new Source.Tables(target, List.of(table), Optional.empty()),
                  Map.of())
              .open(table);

      assertThat(info.password()).hasSizeGreaterThan(8);
      assertThat(rows.count()).isZero();
      assertThat(shown(rows)).isNotEmpty().noneMatch(text -> text.contains(info.password()));
    }
  }

  /** All that Spark shows of a query: plans, and the settings of the session. */
  private static List<String> shown(Dataset<Row> rows) {
    List<String> shown = new ArrayList<>();
    shown.add(rows.queryExecution().toString());
    Sparks.session()
        .conf()
        .getAll()
        .foreach(setting -> shown.add(setting._1() + "=" + setting._2()));
    for (var setting : Sparks.session().sparkContext().getConf().getAll()) {
      shown.add(setting._1() + "=" + setting._2());
    }
    return shown;
  }
}
