package dev.yinhu.piiscanner.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Set;

/** What an SQL failure means. Drivers' own messages hold values, so none is ever repeated. */
final class SqlFault {
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");
  private static final Set<String> TIMEOUTS = Set.of("57014", "70100", "HYT00", "HY008");

  /** MySQL and MariaDB: shutting down, killed, reading or writing failed, gone, idle too long. */
  private static final Set<Integer> LOST =
      Set.of(1053, 1152, 1158, 1159, 1160, 1161, 1927, 2006, 2013, 4031);

  /** MariaDB and MySQL: a statement took too long. */
  private static final Set<Integer> TOO_LONG = Set.of(1969, 3024);

  private static final Set<Integer> REFUSALS = Set.of(1142, 1143, 1044, 1045);

  private SqlFault() {}

  /** Whether it may go well over a new connection: this one broke, or its server took it away. */
  static boolean passes(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("57P0")
        || CONFLICTS.contains(state)
        || LOST.contains(e.getErrorCode())
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || (e instanceof SQLTransientException && !timedOut(e));
  }

  private static boolean timedOut(SQLException e) {
    return e instanceof SQLTimeoutException
        || TOO_LONG.contains(e.getErrorCode())
        || (TIMEOUTS.contains(state(e)) && !LOST.contains(e.getErrorCode()));
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** Why reading failed, and what to do. */
  static String why(SQLException e) {
    String state = state(e);
    String code = state.isEmpty() ? "no SQLSTATE" : "SQLSTATE " + state;
    if (state.equals("42501") || REFUSALS.contains(e.getErrorCode())) {
      return "the user may not read it (" + code + "): grant SELECT";
    }
    if (timedOut(e)) {
      return "the server stopped a statement after the statement timeout ("
          + code
          + "): allow more time, or take a sample";
    }
    return passes(e)
        ? "the connection was lost again and again (" + code + "): scan it anew"
        : "the database refused a statement (" + code + "): look at its log";
  }
}
