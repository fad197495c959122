package dev.yinhu.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a module's schema up to date. After each success the schema's comment holds the
 * fingerprint of the files, so that the next start needs one query and no Flyway. Several nodes may
 * come at once: an advisory lock lets one through at a time. Thread-safe.
 */
final class Migrator {
  private static final String CURRENT =
      "SELECT obj_description(to_regnamespace(?), 'pg_namespace') = ?";
  private static final String MARK = "Yinhu migrations, SHA-256 ";

  private final DataSource pool;
  private final DataSource direct;

  /**
   * @param pool for the quick look
   * @param direct for the work, whose connections must not compete with the pool's users
   */
  Migrator(DataSource pool, DataSource direct) {
    this.pool = pool;
    this.direct = direct;
  }

  void migrate(String module) {
    Migrations wanted = Migrations.of(module);
    try {
      if (!current(pool, wanted)) {
        migrateLocked(wanted);
      }
    } catch (SQLException e) {
      throw failed(module, "PostgreSQL reports SQLSTATE " + e.getSQLState(), e);
    } catch (FlywayException e) {
      throw failed(module, "see the cause", e);
    }
  }

  private static MigrationFailed failed(String module, String why, Exception cause) {
    return new MigrationFailed(
        "The tables of module "
            + module
            + " could not be brought up to date ("
            + why
            + "). Nothing of the failed step was kept. Check the user's CREATE right and the disk,"
            + " then start again.",
        cause);
  }

  private static boolean current(DataSource source, Migrations wanted) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(CURRENT)) {
      query.setString(1, wanted.schema());
      query.setString(2, MARK + wanted.fingerprint());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void migrateLocked(Migrations wanted) throws SQLException {
    try (Connection lock = direct.getConnection();
        Statement statement = lock.createStatement()) {
      // Held by the session, so it ends with the connection whatever happens.
      statement.execute(
          "SELECT pg_advisory_lock(hashtextextended('yinhu-migrate-" + wanted.module() + "', 0))");
      if (current(direct, wanted)) {
        return;
      }
      Flyway.configure(Migrator.class.getClassLoader())
          .dataSource(direct)
          .locations(wanted.location())
          .defaultSchema(wanted.schema())
          .createSchemas(true)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .load()
          .migrate();
      statement.execute(
          "COMMENT ON SCHEMA " + wanted.schema() + " IS '" + MARK + wanted.fingerprint() + "'");
    }
  }
}
