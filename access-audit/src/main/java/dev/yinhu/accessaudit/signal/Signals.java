package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.LogTail;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running rules: one thread that follows the log. Start one on every node; the one that holds
 * the lease evaluates, the others wait for it. A warning is durable together with the fact that its
 * entries were evaluated: each finding is in exactly one, whatever is killed when.
 *
 * <p>Safe for use by many threads.
 */
public final class Signals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final List<SignalListener> listeners = new CopyOnWriteArrayList<>();
  private final Evaluator evaluator;
  private final LogTail tail;

  private Signals(
      AuditLog log,
      Jdbi jdbi,
      SignalSettings settings,
      RegisterVersions registers,
      InstantSource clock,
      Evaluator.Pace pace) {
    this.evaluator = new Evaluator(jdbi, settings, registers, clock, pace, this::tell);
    this.tail = LogTail.start(log, "signals", evaluator);
  }

  /**
   * Starts following the log.
   *
   * @param jdbi a database whose schema {@code audit} is migrated
   */
  public static Signals start(
      AuditLog log,
      Jdbi jdbi,
      SignalSettings settings,
      RegisterVersions registers,
      InstantSource clock) {
    return new Signals(log, jdbi, settings, registers, clock, Evaluator.Pace.USUAL);
  }

  static Signals start(
      AuditLog log,
      Jdbi jdbi,
      SignalSettings settings,
      RegisterVersions registers,
      InstantSource clock,
      Evaluator.Pace pace) {
    return new Signals(log, jdbi, settings, registers, clock, pace);
  }

  /** Tells the listener of warnings from now on, as long as this node evaluates. */
  public void listen(SignalListener listener) {
    listeners.add(listener);
  }

  private void tell(SignalWarning warning) {
    LOG.warn(
        "Signal {} ({}): warning {} is open",
        warning.rule().code(),
        warning.severity().word(),
        warning.id());
    for (SignalListener listener : listeners) {
      try {
        listener.opened(warning);
      } catch (RuntimeException e) {
        LOG.error("A listener failed on warning {}", warning.id(), e);
      }
    }
  }

  /** Ends the thread and lets another node take over at once. */
  @Override
  public void close() {
    tail.close();
    evaluator.release();
  }
}
