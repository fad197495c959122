package dev.yinhu.subjectrights.connect;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * What a database means by its errors: SQLSTATE (ISO/IEC 9075-2, subclause 24.1), and MySQL's
 * codes.
 */
final class SqlFaults {
  private static final int MYSQL_NO_TABLE = 1146;
  private static final int MYSQL_NO_COLUMN = 1054;
  private static final int MYSQL_NO_TABLE_RIGHT = 1142;
  private static final int MYSQL_NO_COLUMN_RIGHT = 1143;
  private static final int MYSQL_REFERS_STILL = 1451;
  private static final int MYSQL_NOT_NULL = 1048;

  /** A lock that did not come, a row changed under a snapshot, a server that only reads now. */
  private static final Set<Integer> MYSQL_PASSING = Set.of(1205, 1020, 1290, 1836);

  /** PostgreSQL: read-only, as a standby is while another takes over. */
  private static final String READ_ONLY = "25006";

  private SqlFaults() {}

  /**
   * The code by which it failed for good.
   *
   * @throws StoreUnavailable when it may be well again by itself: no connection, no room, a
   *     deadlock, a lock or a time that ran out, a server that only reads for the moment
   */
  static String code(String dataset, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (isPassing(state) || isPassing(state, e.getErrorCode())) {
      throw new StoreUnavailable(
          "the store %s does not answer now (SQLSTATE %s)".formatted(dataset, state), e);
    }
    return switch (state) {
      case "42P01", "42S02" -> "no-table";
      case "42703", "42S22" -> "no-column";
      case "42501" -> "no-permission";
      case "23503" -> "refers-still";
      case "23502" -> "must-not-be-null";
      case "22P02", "22003" -> "id-does-not-fit";
      default -> byVendor(e.getErrorCode(), state);
    };
  }

  /** MySQL tells these with the state of whatever has no other, HY000. */
  private static boolean isPassing(String state, int vendor) {
    return state.equals("HY000") && MYSQL_PASSING.contains(vendor);
  }

  private static boolean isPassing(String state) {
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("55P")
        || state.startsWith("28")
        || state.equals(READ_ONLY)
        || state.equals("null");
  }

  private static String byVendor(int code, String state) {
    return switch (code) {
      case MYSQL_NO_TABLE -> "no-table";
      case MYSQL_NO_COLUMN -> "no-column";
      case MYSQL_NO_TABLE_RIGHT, MYSQL_NO_COLUMN_RIGHT -> "no-permission";
      case MYSQL_REFERS_STILL -> "refers-still";
      case MYSQL_NOT_NULL -> "must-not-be-null";
      default -> "sql-" + state.toLowerCase(Locale.ROOT);
    };
  }
}
