package dev.yinhu.tableprotection;

import dev.yinhu.database.Pace;
import dev.yinhu.database.Pause;
import java.time.Duration;
import java.util.Optional;

/**
 * One phase from where it stands to its end: walks again until nothing is left, stores how far it
 * came after each batch, and goes on by itself when the connection breaks. For one thread.
 */
final class PhaseRun {
  /** The application writes without ciphertexts for ever: more walks would not end it. */
  private static final int MOST_PASSES = 50;

  /** From then on a walk that had less than a batch to do is the last one. */
  private static final int PATIENT_PASSES = 10;

  private static final int MOST_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final ProtectionJob job;
  private final Phase phase;
  private final Task task;
  private final TargetConnector connector;
  private final TableShape shape;
  private final PhaseStore store;
  private final FindingsFile findings;
  private final Pause pause;
  private PhaseState state;

  PhaseRun(
      ProtectionJob job,
      Phase phase,
      Task task,
      TargetConnector connector,
      TableShape shape,
      PhaseStore store,
      FindingsFile findings,
      Pause pause) {
    this.job = job;
    this.phase = phase;
    this.task = task;
    this.connector = connector;
    this.shape = shape;
    this.store = store;
    this.findings = findings;
    this.pause = pause;
    this.state = store.find(job, phase).filter(known -> !known.finished()).orElse(PhaseState.START);
  }

  PhaseReport run(Watcher watcher) throws InterruptedException {
    if (state.equals(PhaseState.START)) {
      findings.clear();
    }
    int tries = 0;
    while (true) {
      Optional<RowKey> before = state.lastKey();
      try {
        return walks(watcher);
      } catch (TargetUnavailable e) {
        tries = before.equals(state.lastKey()) ? tries + 1 : 1;
        if (tries == MOST_TRIES || watcher.stopping()) {
          throw e;
        }
        pause.of(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
      }
    }
  }

  private PhaseReport walks(Watcher watcher) throws InterruptedException {
    while (true) {
      watcher.begin(phase, state.pass(), shape.estimatedRows());
      if (!walk(watcher)) {
        return report(false);
      }
      if (!again()) {
        state = state.done();
        store.save(job, phase, state);
        return report(true);
      }
      if (state.pass() == MOST_PASSES) {
        // The next run begins with a first walk: what this one knows is where it gave up.
        store.forget(job, phase);
        throw new ProtectionException(
            "the application goes on writing %s without its ciphertext; have it write both, then"
                    .formatted(job.columns().getFirst().plaintext())
                + " run the job again");
      }
      state = state.nextPass();
      store.save(job, phase, state);
      findings.clear();
    }
  }

  /**
   * Whether another walk is worth it: it may find something left to do, and more than the
   * application leaves behind anew during each walk. What is left then, the phase verify finds.
   */
  private boolean again() {
    long left = state.pass() < PATIENT_PASSES ? 0 : job.batchRows();
    return switch (phase) {
      case BACKFILL, CLEAR -> state.passWritten() + state.passChanged() > left;
      case REWRAP -> state.passChanged() > 0;
      case VERIFY -> false;
    };
  }

  private boolean walk(Watcher watcher) throws InterruptedException {
    RowLayout layout = task.layout;
    try (RowStore reading = new RowStore(layout, connector.open(), connector.dialect(), shape);
        Writers writers = new Writers(() -> changes(layout))) {
      Pace pace = new Pace(job.rowsPerSecond(), System::nanoTime, pause);
      Walk walk =
          new Walk(
              reading,
              task.filter(),
              pace,
              job.batchRows(),
              rows -> writers.write(task.work(rows)));
      return walk.run(state.lastKey(), settled -> note(settled, watcher), watcher);
    }
  }

  private ChangeStore changes(RowLayout layout) {
    return ChangeStore.over(layout, task.write(), connector.open(), connector.dialect(), shape);
  }

  private void note(Settled settled, Watcher watcher) {
    findings.add(settled.findings());
    state = state.after(settled.last(), settled.counts());
    store.save(job, phase, state);
    watcher.advance(settled.counts().of(Counted.ROWS));
  }

  private PhaseReport report(boolean finished) {
    return new PhaseReport(
        phase,
        finished,
        state.counts(),
        state.pass(),
        findings.exists() ? Optional.of(findings.path()) : Optional.empty());
  }
}
