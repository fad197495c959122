package dev.yinhu.database;

import java.sql.SQLException;

/** Says in the operator's words why a database cannot be connected to. */
final class Connecting {
  private Connecting() {}

  static DatabaseUnavailable explain(SQLException e, String where, String passwordPlace) {
    String state = String.valueOf(e.getSQLState());
    return new DatabaseUnavailable(
        "Cannot connect to "
            + where
            + ": "
            + advice(state, passwordPlace)
            + " (SQLSTATE "
            + state
            + ")",
        e);
  }

  private static String advice(String state, String passwordPlace) {
    return switch (state) {
      case "28P01", "28000" ->
          "it refuses the user or the password. Correct " + passwordPlace + ".";
      case "3D000" -> "the database does not exist. Create it, or correct the name in the url.";
      case "42501" -> "the user lacks the right to connect. Grant it CONNECT and CREATE.";
      case "53300" -> "it has no connection left. Raise its max_connections or lower pool sizes.";
      case "57P03" -> "it is starting or stopping. Try again shortly.";
      case "08001", "08004", "08006" ->
          "nothing answers there. Check host, port, TLS and that PostgreSQL runs.";
      default -> "PostgreSQL refuses.";
    };
  }
}
