package dev.yinhu.database;

import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a database is and how to sign in. Immutable. Holding one is holding the password: hand it
 * only to code that opens connections. {@code toString} shows no password.
 */
public final class ConnectionInfo {
  private final String jdbcUrl;
  private final String user;
  private final String password;
  private final Properties parts;

  ConnectionInfo(String jdbcUrl, String user, String password) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    Properties parsed = Driver.parseURL(jdbcUrl, new Properties());
    if (parsed == null) {
      throw new DatabaseUnavailable(
          "The database url is malformed. Write jdbc:postgresql://host:port/database.");
    }
    this.parts = parsed;
  }

  /** The JDBC URL, without user and password unless the configured URL names a user. */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /** Host name or address; the first when the URL names several. */
  public String host() {
    return first(PGProperty.PG_HOST);
  }

  /** TCP port of that host. */
  public int port() {
    return Integer.parseInt(first(PGProperty.PG_PORT));
  }

  /** Name of the database. */
  public String database() {
    return first(PGProperty.PG_DBNAME);
  }

  /** Account to sign in with. */
  public String user() {
    return user;
  }

  /** The secret to sign in with, in clear: never log it. Empty when none is needed. */
  public String password() {
    return password;
  }

  /** The same server and account, another database. */
  ConnectionInfo withDatabase(String name) {
    int path = jdbcUrl.lastIndexOf('/', end(jdbcUrl, '?') - 1) + 1;
    String url = jdbcUrl.substring(0, path) + name + jdbcUrl.substring(end(jdbcUrl, '?'));
    return new ConnectionInfo(url, user, password);
  }

  private static int end(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text.length() : at;
  }

  private String first(PGProperty property) {
    String value = property.getOrDefault(parts);
    return value == null ? "" : value.substring(0, end(value, ','));
  }

  @Override
  public String toString() {
    return user + "@" + host() + ":" + port() + "/" + database();
  }
}
