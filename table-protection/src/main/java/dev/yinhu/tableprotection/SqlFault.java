package dev.yinhu.tableprotection;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What an SQL failure means. Drivers' own messages hold values, so none is ever repeated. */
final class SqlFault {
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int DEADLOCK = 1213;

  private SqlFault() {}

  /** Whether trying the same again at once may go well: a deadlock, or a lock held too long. */
  static boolean isConflict(SQLException e) {
    return CONFLICTS.contains(state(e))
        || e.getErrorCode() == LOCK_WAIT_TIMEOUT
        || e.getErrorCode() == DEADLOCK;
  }

  private static boolean isConnection(SQLException e) {
    return state(e).startsWith("08")
        || state(e).startsWith("57P0")
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLTransientConnectionException
        || e instanceof SQLRecoverableException;
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  static ProtectionException explain(Target target, SQLException e) {
    if (isConnection(e)) {
      return new TargetUnavailable(
          "the connection to the database of table "
              + target.name()
              + " was lost; what was"
              + " committed is kept: run the job again to go on",
          e);
    }
    return new ProtectionException(
        "a statement on table "
            + target.name()
            + " failed (SQLSTATE "
            + state(e)
            + "): "
            + remedy(state(e), e.getErrorCode()),
        e);
  }

  private static String remedy(String state, int code) {
    if (state.equals("42501") || code == 1142 || code == 1143 || code == 1044) {
      return "the user needs SELECT and UPDATE on the table: --dry-run says which is missing";
    }
    if (state.equals("22001") || code == 1406) {
      return "a ciphertext does not fit into its column: make the column longer";
    }
    if (state.startsWith("23")) {
      return "a constraint of the table refuses the change: see docs/protect.md";
    }
    return CONFLICTS.contains(state) || code == LOCK_WAIT_TIMEOUT || code == DEADLOCK
        ? "rows were locked by somebody else for too long: run the job again to go on"
        : "run with --debug to see the database's own words, which may hold values";
  }
}
