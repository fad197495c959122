package dev.yinhu.service;

import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.cli.Session;
import dev.yinhu.service.config.YinhuConfig;
import java.security.SecureRandom;
import java.time.InstantSource;

/** A session straight on the database of a configuration. */
final class DirectorySession implements Session {

  private static final int POOL = 2;

  private final Closer closer;
  private final Callers callers;
  private final RegisterStore register;

  private DirectorySession(Closer closer, Callers callers, RegisterStore register) {
    this.closer = closer;
    this.callers = callers;
    this.register = register;
  }

  static DirectorySession open(YinhuConfig config, SecureRandom random, InstantSource clock) {
    var closer = new Closer();
    try {
      var directory = DataDirectory.open(config.data());
      var settings = DatabaseSettings.of(config).withPoolSize(POOL);
      var database = closer.add(Database.open(settings, directory));
      database.migrate("service");
      database.migrate("register");
      var jdbi = database.jdbi();
      return new DirectorySession(
          closer, new Callers(jdbi, random, clock), new RegisterStore(jdbi));
    } catch (Throwable e) {
      throw closer.closeAfter(e);
    }
  }

  @Override
  public Callers callers() {
    return callers;
  }

  @Override
  public RegisterStore register() {
    return register;
  }

  @Override
  public void close() {
    closer.close();
  }
}
