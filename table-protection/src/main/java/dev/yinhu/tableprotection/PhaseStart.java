package dev.yinhu.tableprotection;

import dev.yinhu.database.Pause;
import dev.yinhu.fieldaccess.FieldAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Starts one phase of a job whose lock is held: checks that it may run, then runs it. */
final class PhaseStart {
  private static final int RUN_ID_BYTES = 6;

  private final FieldAccess access;
  private final PhaseStore store;
  private final SecureRandom random;
  private final Path findings;
  private final Pause pause;

  PhaseStart(
      FieldAccess access, PhaseStore store, SecureRandom random, Path findings, Pause pause) {
    this.access = access;
    this.store = store;
    this.random = random;
    this.findings = findings;
    this.pause = pause;
  }

  /**
   * Runs the phase.
   *
   * @throws ProtectionException when the job cannot run, or what must come before is not done
   */
  PhaseReport run(ProtectionJob job, Phase phase, Watcher watcher) throws InterruptedException {
    TargetConnector connector = new TargetConnector(job.target());
    TableShape shape = connector.shape();
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
