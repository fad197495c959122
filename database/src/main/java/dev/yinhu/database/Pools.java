package dev.yinhu.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Makes connection pools that start without waiting and fail fast. */
final class Pools {
  private static final int KEPT_IDLE = 2;
  private static final long VALIDATION_MILLIS = 2_000;

  /** Durable before the answer: a server or role that switches this off is overruled. */
  private static final String INSIST_ON_DURABILITY =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  private Pools() {}

  static HikariDataSource open(DataSource connector, DatabaseConfig config, String database) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(connector);
    pool.setPoolName("yinhu-" + database);
    pool.setMaximumPoolSize(config.poolSize());
    pool.setMinimumIdle(Math.min(KEPT_IDLE, config.poolSize()));
    pool.setConnectionTimeout(config.connectionTimeout().toMillis());
    pool.setValidationTimeout(Math.min(VALIDATION_MILLIS, config.connectionTimeout().toMillis()));
    pool.setIdleTimeout(TimeUnit.MINUTES.toMillis(2));
    pool.setMaxLifetime(TimeUnit.MINUTES.toMillis(30));
    pool.setKeepaliveTime(TimeUnit.MINUTES.toMillis(1));
    pool.setConnectionInitSql(INSIST_ON_DURABILITY);
    // Negative: open() has connected once already, the pool need not do so again before it is made.
    pool.setInitializationFailTimeout(-1);
    return new HikariDataSource(pool);
  }
}
