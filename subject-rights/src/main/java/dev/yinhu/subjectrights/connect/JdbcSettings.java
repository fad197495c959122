package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.CollectionName;
import java.util.Map;
import java.util.Optional;

/**
 * Where a dataset's database is, and what its tables and columns are called where the register
 * calls them otherwise.
 *
 * @param dataset key of the dataset
 * @param url JDBC URL, of PostgreSQL, MariaDB or MySQL
 * @param user who signs in
 * @param password what they sign in with; hidden in {@code toString}
 * @param tables where a collection is, with or without a schema ({@code crm.people})
 * @param columns column of a field
 */
public record JdbcSettings(
    String dataset,
    String url,
    Optional<String> user,
    Optional<String> password,
    Map<CollectionName, String> tables,
    Map<FieldRef, String> columns) {
  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException when the URL is of another database
   */
  public JdbcSettings {
    tables = Map.copyOf(tables);
    columns = Map.copyOf(columns);
    if (!url.startsWith("jdbc:postgresql:")
        && !url.startsWith("jdbc:mariadb:")
        && !url.startsWith("jdbc:mysql:")) {
      throw new IllegalArgumentException(
          "url of dataset "
              + dataset
              + ": expected jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
    }
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  @Override
  public String toString() {
    return "JdbcSettings[" + dataset + "]";
  }
}
