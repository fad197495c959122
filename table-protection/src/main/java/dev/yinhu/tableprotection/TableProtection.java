package dev.yinhu.tableprotection;

import dev.yinhu.database.Database;
import dev.yinhu.fieldaccess.FieldAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Protects the columns of live tables in phases (docs/protect.md). Each phase goes on where it was
 * stopped or killed, and overwrites nothing that the application wrote meanwhile.
 *
 * <p>Safe for use by many threads; of one job, one runs at a time, over all processes.
 */
public final class TableProtection {
  private static final int RUN_ID_BYTES = 6;

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
    return new CheckRun(job, access, connector, shape(job, connector), pause).run(sample);
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
        return locked(job, phase, watcher);
      } finally {
        PhaseStore.unlock(lock, job.name());
      }
    } catch (SQLException e) {
      throw new ProtectionException(
          "Yinhu's own database does not answer; what was done is kept: run the job again later",
          e);
    }
  }

  private PhaseReport locked(ProtectionJob job, Phase phase, Watcher watcher)
      throws InterruptedException {
    TargetConnector connector = new TargetConnector(job.target());
    TableShape shape = shape(job, connector);
    JobCheck check = new JobCheck(job, shape, access);
    check.all(phase);
    if (!check.errors.isEmpty()) {
      throw new ProtectionException(String.join("; ", check.errors));
    }
    switch (phase) {
      case BACKFILL -> store.forget(job, Phase.VERIFY);
      case CLEAR -> requireVerified(job);
      case VERIFY, REWRAP -> {}
    }
    makeDirectory();
    FieldCalls calls = new FieldCalls(access, job, runId());
    return new PhaseRun(
            job,
            phase,
            task(phase, calls, new RowLayout(job, access)),
            connector,
            shape,
            store,
            new FindingsFile(findings, job, phase),
            pause)
        .run(watcher);
  }

  private static Task task(Phase phase, FieldCalls calls, RowLayout layout) {
    return switch (phase) {
      case BACKFILL -> new SealTask(calls, layout);
      case VERIFY -> new CompareTask(calls, layout, false);
      case CLEAR -> new CompareTask(calls, layout, true);
      case REWRAP -> new RewrapTask(calls, layout);
    };
  }

  private void requireVerified(ProtectionJob job) {
    Optional<PhaseState> verified = store.find(job, Phase.VERIFY).filter(PhaseState::finished);
    Counts counts = verified.map(PhaseState::counts).orElse(Counts.NONE);
    if (verified.isEmpty() || counts.of(Counted.MISMATCHED) > 0 || counts.of(Counted.MISSING) > 0) {
      throw new ProtectionException(
          "nothing is cleared before the phase verify is done and found every ciphertext right:"
              + " run it with --phase verify");
    }
  }

  private static TableShape shape(ProtectionJob job, TargetConnector connector) {
    try (Connection connection = connector.open()) {
      return new ShapeStore(connection, connector.dialect()).shape(job.target());
    } catch (SQLException e) {
      throw SqlFault.explain(job.target(), e);
    }
  }

  private void makeDirectory() {
    try {
      Files.createDirectories(findings);
    } catch (IOException e) {
      throw new ProtectionException(
          "the directory " + findings + " for findings cannot be made: check the path", e);
    }
  }

  private String runId() {
    byte[] id = new byte[RUN_ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
