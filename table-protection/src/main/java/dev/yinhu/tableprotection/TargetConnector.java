package dev.yinhu.tableprotection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Opens connections to the database of the table. */
final class TargetConnector {
  private static final String SECONDS = "10";
  private static final String MILLIS = "10000";

  private final Target target;
  private final Dialect dialect;

  TargetConnector(Target target) {
    this.target = target;
    this.dialect =
        target.url().startsWith("jdbc:postgresql:") ? new PostgresDialect() : new MySqlDialect();
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Opens one; the caller closes it.
   *
   * @throws TargetUnavailable when it does not answer or refuses
   */
  Connection open() {
    Properties properties = new Properties();
    target.user().ifPresent(user -> properties.setProperty("user", user));
    target.passwordFile().ifPresent(file -> properties.setProperty("password", password(file)));
    if (target.url().startsWith("jdbc:postgresql:")) {
      properties.setProperty("ApplicationName", "yinhu protect");
      properties.setProperty("loginTimeout", SECONDS);
      properties.setProperty("connectTimeout", SECONDS);
      properties.setProperty("tcpKeepAlive", "true");
    } else {
      properties.setProperty("connectTimeout", MILLIS);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("allowPublicKeyRetrieval", "false");
      if (target.url().startsWith("jdbc:mysql:")) {
        // One packet of many statements; each still tells how many rows it matched.
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("characterEncoding", "UTF-8");
      }
    }
    try {
      Connection connection = DriverManager.getConnection(target.url(), properties);
      return ready(connection);
    } catch (SQLException e) {
      throw new TargetUnavailable(
          "the database of table "
              + target.name()
              + " cannot be reached or refuses the user (SQLSTATE "
              + e.getSQLState()
              + "): check url, user and password_file of the job",
          e);
    }
  }

  /** What the database says about the table now. */
  TableShape shape() {
    try (Connection connection = open()) {
      return new ShapeStore(connection, dialect).shape(target);
    } catch (SQLException e) {
      throw SqlFault.explain(target, e);
    }
  }

  private Connection ready(Connection connection) throws SQLException {
    try {
      new ShapeStore(connection, dialect).prepareSession();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static String password(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.getFirst().strip();
    } catch (IOException e) {
      throw new ProtectionException(
          "the password file " + file + " cannot be read: check the path and its permissions", e);
    }
  }
}
