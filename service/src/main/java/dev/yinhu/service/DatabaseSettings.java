package dev.yinhu.service;

import dev.yinhu.database.DatabaseConfig;
import dev.yinhu.service.config.YinhuConfig;

/** Translates our configuration to the database module's. Stateless. */
final class DatabaseSettings {

  private DatabaseSettings() {}

  static DatabaseConfig of(YinhuConfig config) {
    var database = config.database();
    return new DatabaseConfig(
        database.url(),
        database.user(),
        database.passwordFile(),
        database.poolSize(),
        DatabaseConfig.DEFAULT_CONNECTION_TIMEOUT);
  }
}
