package dev.yinhu.tableprotection;

import dev.yinhu.database.Database;
import dev.yinhu.database.Pause;
import dev.yinhu.fieldaccess.FieldAccess;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Protects the columns of live tables in phases (docs/protect.md). Each phase goes on where it was
 * stopped or killed, and overwrites nothing that the application wrote meanwhile.
 *
 * <p>Safe for use by many threads; of one job, one runs at a time, over all processes.
 */
public final class TableProtection {
  private final Database database;
  private final FieldAccess access;
  private final PhaseStore store;
  private final SecureRandom random;
  private final Path findings;
  private final Pause pause;

  private TableProtection(
      Database database,
      FieldAccess access,
      InstantSource clock,
      SecureRandom random,
      Path findings,
      Pause pause) {
    this.database = database;
    this.access = access;
    this.store = new PhaseStore(database.jdbi(), clock);
    this.random = random;
    this.findings = findings;
    this.pause = pause;
  }

  /**
   * Over field access that has a register; the schema {@code protect} is migrated.
   *
   * @param findings the directory for lists of rows that need a person's eye
   */
  public static TableProtection open(
      Database database,
      FieldAccess access,
      InstantSource clock,
      SecureRandom random,
      Path findings) {
    return open(database, access, clock, random, findings, Thread::sleep);
  }

  static TableProtection open(
      Database database,
      FieldAccess access,
      InstantSource clock,
      SecureRandom random,
      Path findings,
      Pause pause) {
    database.migrate("protect");
    return new TableProtection(database, access, clock, random, findings, pause);
  }

  /**
   * Looks whether the job can run and how much there is to do; writes nothing. Counts read the
   * whole table.
   *
   * @param sample how long to watch whether the application writes values without ciphertexts; zero
   *     not to watch
   * @throws TargetUnavailable when the database of the table does not answer
   */
  public CheckReport check(ProtectionJob job, Duration sample) throws InterruptedException {
    TargetConnector connector = new TargetConnector(job.target());
    return new CheckRun(job, access, connector, connector.shape(), pause).run(sample);
  }

  /**
   * Runs one phase to its end, or until the watcher stops it. Goes on where an earlier run was
   * stopped or killed. What it wrote is committed when this returns or throws.
   *
   * @throws ProtectionException when the job cannot run, runs elsewhere, or what must come before
   *     is not done; progress is kept
   */
  public PhaseReport run(ProtectionJob job, Phase phase, Watcher watcher)
      throws InterruptedException {
    try (Connection lock = database.dataSource().getConnection()) {
      if (!PhaseStore.lock(lock, job.name())) {
        throw new ProtectionException(
            "job " + job.name() + " is running already: wait until it ends, or stop it");
      }
      try {
        return new PhaseStart(access, store, random, findings, pause).run(job, phase, watcher);
      } finally {
        PhaseStore.unlock(lock, job.name());
      }
    } catch (SQLException e) {
      throw new ProtectionException(
          "Yinhu's own database does not answer; what was done is kept: run the job again later",
          e);
    }
  }
}
