package dev.yinhu.piiscanner.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

/** Lists the leaf columns of a schema, in its order. For one schema and one thread. */
final class Leaves {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final int LONGEST_REMARK = 100;

  /** As of columns of databases: numbers of fewer digits are no account and no telephone number. */
  private static final int LEAST_DIGITS = 5;

  private final String table;
  private final List<Leaf> leaves = new ArrayList<>();

  private Leaves(String table) {
    this.table = table;
  }

  /**
   * The leaves of a schema.
   *
   * @param table what its table is called, which tells of the values
   */
  static List<Leaf> of(StructType schema, String table) {
    Leaves found = new Leaves(table);
    found.addFields(schema, new Way("", "", "", List.of()));
    return found.leaves;
  }

  private void addFields(StructType struct, Way way) {
    StructField[] fields = struct.fields();
    for (int place = 0; place < fields.length; place++) {
      add(fields[place].dataType(), way.to(fields[place], place));
    }
  }

  private void add(DataType type, Way way) {
    switch (type) {
      case StructType struct -> addFields(struct, way);
      case ArrayType array -> add(array.elementType(), way.by(new Step.Each()));
      case MapType map -> {
        add(map.keyType(), way.under("key", new Step.Keys()));
        add(map.valueType(), way.under("value", new Step.Values()));
      }
      default ->
          leaves.add(
              new Leaf(way.name, type.simpleString(), names(way), readable(type), way.steps));
    }
  }

  private List<String> names(Way way) {
    List<String> names = new ArrayList<>();
    names.add(way.plain);
    if (!way.remark.isBlank() && way.remark.length() <= LONGEST_REMARK) {
      names.add(way.remark);
    }
    names.add(table);
    return names;
  }

  /** Others (booleans, small numbers, intervals, times of day) hold no personal data alone. */
  private static boolean readable(DataType type) {
    return switch (type) {
      case StringType _, BinaryType _, VariantType _ -> true;
      case IntegerType _, LongType _, FloatType _, DoubleType _ -> true;
      case DateType _, TimestampType _, TimestampNTZType _ -> true;
      case DecimalType decimal -> decimal.precision() >= LEAST_DIGITS;
      default -> false;
    };
  }

  /** How a leaf is reached. */
  private record Way(String name, String plain, String remark, List<Step> steps) {
    Way to(StructField field, int place) {
      String part = field.name();
      String quoted = PLAIN.matcher(part).matches() ? part : "`" + part.replace("`", "``") + "`";
      return new Way(
          name.isEmpty() ? quoted : name + "." + quoted,
          plain.isEmpty() ? part : plain + "." + part,
          field.getComment().getOrElse(() -> remark),
          longer(new Step.Field(place)));
    }

    Way under(String part, Step step) {
      return new Way(name + "." + part, plain + "." + part, remark, longer(step));
    }

    Way by(Step step) {
      return new Way(name, plain, remark, longer(step));
    }

    private List<Step> longer(Step step) {
      List<Step> longer = new ArrayList<>(steps);
      longer.add(step);
      return longer;
    }
  }
}
