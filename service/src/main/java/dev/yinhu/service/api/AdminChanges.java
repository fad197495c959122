package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Administrative changes under audit: the intent is durable before the change takes effect, the
 * outcome is appended after it. Blocks; safe for use by many threads.
 */
public final class AdminChanges {
  private static final Logger LOG = LoggerFactory.getLogger(AdminChanges.class);

  /**
   * Who changes what.
   *
   * @param actor a caller's name, or {@code command-line}
   * @param action a stable code
   * @param details codes and numbers only, never a value or token
   */
  public record Change(String actor, String requestId, String action, Map<String, String> details) {
    public Change {
      details = Map.copyOf(details);
    }

    private Change with(Map<String, String> more) {
      Map<String, String> all = new HashMap<>(details);
      all.putAll(more);
      return new Change(actor, requestId, action, all);
    }
  }

  private static final Map<String, String> UNKNOWN = Map.of("outcome", "unknown");

  private final AuditLog log;
  private final InstantSource clock;

  public AdminChanges(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Records the intent, makes the change, records the outcome. A change that failed with its
   * database connection is recorded as failed with {@code outcome=unknown}: it may have been
   * committed before the connection broke.
   *
   * @param told what the outcome's entry says beside the change's own details
   * @throws AuditUnavailable when the intent cannot be recorded; then nothing was changed
   */
  public <T> T make(Change change, Supplier<T> work, Function<T, Map<String, String>> told) {
    append(change, Phase.INTENT);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      outcome(
          () -> DatabaseFaults.isBehind(e) ? change.with(UNKNOWN) : change, change, Phase.FAILED);
      throw e;
    }
    outcome(() -> change.with(told.apply(result)), change, Phase.DONE);
    return result;
  }

  /** The change has happened or not; a log that fails now must not make it look otherwise. */
  private void outcome(Supplier<Change> told, Change change, Phase phase) {
    try {
      append(told.get(), phase);
    } catch (RuntimeException e) {
      LOG.error(
          "The outcome ({}) of {} in request {} could not be recorded ({}); its intent stands in"
              + " the log",
          phase,
          change.action(),
          change.requestId(),
          e.getClass().getName());
    }
  }

  private void append(Change change, Phase phase) {
    AuditEntry entry =
        new AuditEntry.Admin(
            clock.instant(),
            change.requestId(),
            change.actor(),
            change.action(),
            phase,
            change.details());
    try {
      log.append(entry).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }
}
