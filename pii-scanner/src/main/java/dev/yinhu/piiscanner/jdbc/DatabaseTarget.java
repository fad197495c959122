package dev.yinhu.piiscanner.jdbc;

import java.util.Locale;
import java.util.Optional;

/**
 * A database to scan.
 *
 * @param url JDBC URL for a driver on the class path; without password, which other users of the
 *     machine could see
 * @param user empty where the database needs none
 * @param selection which of its tables
 */
public record DatabaseTarget(
    String url, Optional<String> user, Password password, TableSelection selection) {
  /** Checks the URL; throws {@link IllegalArgumentException} that does not repeat it. */
  public DatabaseTarget {
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("jdbc:")) {
      throw new IllegalArgumentException("the URL of a database begins with jdbc:");
    }
    if (lower.contains("password") || lower.contains("pwd=") || userInfo(url).contains(":")) {
      throw new IllegalArgumentException(
          "the URL of a database must not hold a password: give it by a file or an environment"
              + " variable");
    }
  }

  /** What stands between the slashes and the host. */
  private static String userInfo(String url) {
    int slashes = url.indexOf("//");
    int at = url.indexOf('@');
    return slashes < 0 || at < slashes ? "" : url.substring(slashes + 2, at);
  }

  /** The URL for reports: without parameters and user. */
  public String name() {
    int end = url.length();
    for (char mark : new char[] {'?', ';'}) {
      int at = url.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    String bare = url.substring(0, end);
    String info = userInfo(bare);
    return info.isEmpty() ? bare : bare.replace(info + "@", "");
  }

  /**
   * The schema whose tables people call by their bare names: in MySQL and MariaDB the database of
   * the URL, in PostgreSQL {@code public}, else none.
   */
  public String home() {
    if (url.startsWith("jdbc:postgresql:")) {
      return "public";
    }
    return Dialect.of(url).catalogues() ? database() : "";
  }

  /**
   * What the URL calls the database: what stands behind its last slash; empty when nothing does.
   */
  public String database() {
    String bare = name();
    int slash = bare.lastIndexOf('/');
    return slash < 0 || bare.startsWith("//", slash - 1) ? "" : bare.substring(slash + 1);
  }

  /**
   * What the register is taken to call it where nobody says: {@link #database}, if it has a name.
   */
  public String usualStore() {
    return database().isEmpty() ? "database" : database();
  }

  /** Without the URL's parameters, which may be secret. */
  @Override
  public String toString() {
    return "DatabaseTarget[" + name() + "]";
  }
}
