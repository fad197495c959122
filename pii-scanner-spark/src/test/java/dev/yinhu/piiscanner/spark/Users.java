package dev.yinhu.piiscanner.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Users of a shop that does not exist, with numbers that nobody has. */
final class Users {
  static final int COUNT = 300;

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("phone", DataTypes.StringType)
          .add("e-mail", DataTypes.StringType)
          .add("qq", DataTypes.StringType)
          .add("order.no", DataTypes.StringType)
          .add("say \"hi\"", DataTypes.StringType)
          .add("joined", DataTypes.DateType);

  private Users() {}

  static String phone(int i) {
    return "1391234" + (5000 + i);
  }

  static String email(int i) {
    return "user" + i + "@mail.example.cn";
  }

  static String note(int i) {
    return i % 3 == 0 ? "请回电 " + phone(i + 1_000) + "，谢谢" : "nothing of note, \"" + i + "\"";
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      rows.add(
          RowFactory.create(
              (long) i,
              i % 10 == 0 ? null : phone(i),
              email(i),
              Integer.toString(1_234_567 + i * 7_919),
              "20251103" + (100_000 + i * 37),
              note(i),
              java.sql.Date.valueOf("2024-05-0" + (1 + i % 9))));
    }
    return rows;
  }

  static Dataset<Row> dataset() {
    return Sparks.session().createDataFrame(rows(), SCHEMA).repartition(3);
  }
}
