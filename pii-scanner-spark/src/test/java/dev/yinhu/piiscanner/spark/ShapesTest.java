package dev.yinhu.piiscanner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.ColumnReport.State;
import dev.yinhu.piiscanner.jdbc.TableReport;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever shape a table has, its values are looked at. */
class ShapesTest {
  private static final DataType STRING = DataTypes.StringType;
  private static final StructType CONTACT =
      new StructType().add("mobile", STRING).add("a.`b`", STRING);
  private static final StructType NESTED =
      new StructType()
          .add("user", new StructType().add("contact", CONTACT).add("age", DataTypes.ShortType))
          .add("phones", DataTypes.createArrayType(STRING))
          .add("orders", DataTypes.createArrayType(new StructType().add("receiver_phone", STRING)))
          .add("extra", DataTypes.createMapType(STRING, DataTypes.createArrayType(STRING)))
          .add("raw", DataTypes.BinaryType)
          .add("picture", DataTypes.BinaryType)
          .add("blobs", DataTypes.createArrayType(DataTypes.BinaryType))
          .add("number", DataTypes.DoubleType)
          .add("wide", DataTypes.createDecimalType(20, 0))
          .add("seen", DataTypes.TimestampType)
          .add("nothing", STRING);

  @TempDir Path directory;

  private TableReport scan(StructType schema, List<Row> rows) {
    Path path = directory.resolve("table.parquet");
    Sparks.session().createDataFrame(rows, schema).coalesce(1).write().parquet(path.toString());
    return Sparks.files("parquet", path).report().tables().getFirst();
  }

  private static Row nested(int i) {
    byte[] text = ("电话 " + Users.phone(i)).getBytes(StandardCharsets.UTF_8);
    return RowFactory.create(
        i == 0 ? null : RowFactory.create(contact(i), (short) 30),
        new String[] {Users.phone(i), null, "none"},
        new Row[] {RowFactory.create(Users.phone(i)), null},
        Map.of(Users.email(i), List.of(Users.phone(i), "x")),
        text,
        new byte[] {(byte) 0xff, (byte) 0xd8, 0, 1},
        new byte[][] {text, {(byte) 0xff, 0}},
        Double.parseDouble(Users.phone(i)),
        new BigDecimal(Users.phone(i)),
        Timestamp.valueOf("2025-01-02 03:04:05"),
        null);
  }

  private static Row contact(int i) {
    return RowFactory.create(Users.phone(i), Users.email(i));
  }

  @Test
  void valuesInStructsArraysMapsAndBytesAreFound() {
    TableReport table = scan(NESTED, IntStream.range(0, 40).mapToObj(ShapesTest::nested).toList());

    assertThat(Sparks.certain(table))
        .contains(
            "user.contact.mobile CN_MOBILE",
            "user.contact.`a.``b``` EMAIL",
            "phones CN_MOBILE",
            "orders.receiver_phone CN_MOBILE",
            "extra.key EMAIL",
            "extra.value CN_MOBILE",
            "raw CN_MOBILE",
            "number CN_MOBILE",
            "wide CN_MOBILE");
    assertThat(Sparks.column(table, "user.contact.mobile").nulls()).isEqualTo(1);
    assertThat(Sparks.column(table, "phones").values()).isEqualTo(40);
    assertThat(Sparks.column(table, "user.age").state()).isEqualTo(State.NOT_READ);
    assertThat(Sparks.column(table, "nothing").nulls()).isEqualTo(40);
  }

  @Test
  void bytesThatAreNoTextAreCountedAndNeverClean() {
    TableReport table = scan(NESTED, IntStream.range(0, 40).mapToObj(ShapesTest::nested).toList());

    assertThat(Sparks.column(table, "picture").state()).isEqualTo(State.BINARY);
    assertThat(Sparks.column(table, "picture").notText()).isEqualTo(40);
    assertThat(Sparks.column(table, "blobs").notText()).isEqualTo(40);
    assertThat(table.complete()).isFalse();
  }

  @Test
  void aThousandColumnsAreScanned() {
    StructType schema = new StructType();
    for (int i = 0; i < 1_000; i++) {
      schema = schema.add(i == 700 ? "mobile" : "c" + i, STRING);
    }
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < 20; row++) {
      Object[] cells = new Object[1_000];
      Arrays.fill(cells, "v");
      cells[700] = Users.phone(row);
      rows.add(RowFactory.create(cells));
    }
    TableReport table = scan(schema, rows);

    assertThat(table.columns()).hasSize(1_000).allMatch(column -> column.values() == 20);
    assertThat(Sparks.certain(table)).containsExactly("mobile CN_MOBILE");
  }

  @Test
  void anEmptyTableIsFinishedAndClean() {
    TableReport table = scan(Users.SCHEMA, List.of());

    assertThat(table.complete()).isTrue();
    assertThat(table.rows()).isZero();
    assertThat(table.columns())
        .extracting(ColumnReport::name)
        .containsExactly("id", "phone", "`e-mail`", "qq", "`order.no`", "`say \"hi\"`", "joined");
  }

  @Test
  void aSampleTellsItsShareWithAnInterval() {
    Path path = directory.resolve("users.parquet");
    Users.dataset().coalesce(1).write().parquet(path.toString());
    ScanSpec half = new ScanSpec(EngineSpec.STANDARD, 50, 3, Sparks.spec().keyFile(), Sparks.CLOCK);
    Source source = new Source.Files("parquet", List.of(path.toString()), Map.of());
    TableReport table = Sparks.run(half, source).report().tables().getFirst();
    TableReport again = Sparks.run(half, source).report().tables().getFirst();

    assertThat(table.sampled()).isTrue();
    assertThat(table.rows()).isBetween(100L, 200L);
    var share = Sparks.column(table, "phone").findings().getFirst().share();
    assertThat(share.low()).isLessThan(share.high());
    assertThat(again).isEqualTo(table);
  }
}
