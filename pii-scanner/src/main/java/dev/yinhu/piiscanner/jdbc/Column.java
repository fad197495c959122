package dev.yinhu.piiscanner.jdbc;

import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/**
 * A column as the database describes it.
 *
 * @param typeName the database's own word
 * @param size longest value in characters, bytes or digits; 0 where that is unknown
 * @param remark the column's comment, often its name for people; empty if none
 */
record Column(
    String name, String typeName, int jdbcType, int size, boolean nullable, String remark) {
  private static final Set<String> UNREADABLE =
      Set.of("uuid", "bool", "boolean", "bit", "varbit", "interval", "point", "geometry", "year");

  /** Numbers of fewer digits are neither an account nor a telephone number. */
  private static final int LEAST_DIGITS = 5;

  /** What can be read out of it. */
  enum Kind {
    TEXT,
    NUMBER,
    TIME,
    BINARY,
    ARRAY,
    NONE
  }

  Kind kind() {
    if (UNREADABLE.contains(typeName.toLowerCase(Locale.ROOT))) {
      return Kind.NONE;
    }
    return switch (jdbcType) {
      case Types.BIT, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.TIME -> Kind.NONE;
      case Types.TIME_WITH_TIMEZONE, Types.ROWID, Types.REF, Types.NULL -> Kind.NONE;
      case Types.INTEGER, Types.BIGINT, Types.FLOAT, Types.REAL, Types.DOUBLE -> Kind.NUMBER;
      case Types.DECIMAL, Types.NUMERIC ->
          size > 0 && size < LEAST_DIGITS ? Kind.NONE : Kind.NUMBER;
      case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
      case Types.ARRAY -> Kind.ARRAY;
      default -> Kind.TEXT;
    };
  }

  /** Whether values may have more than so many characters or bytes. */
  boolean mayExceed(int longest) {
    return switch (kind()) {
      case TEXT, BINARY -> size <= 0 || size > longest;
      case NUMBER, TIME, ARRAY, NONE -> false;
    };
  }

  /** Whether its values have one order, and none is lost on the way to the driver and back. */
  boolean orders() {
    boolean exact =
        switch (jdbcType) {
          case Types.FLOAT, Types.REAL, Types.DOUBLE, Types.BIT, Types.ARRAY, Types.BLOB -> false;
          case Types.CLOB, Types.NCLOB, Types.SQLXML, Types.STRUCT -> false;
          default -> true;
        };
    return exact && !nullable;
  }
}
