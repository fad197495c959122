package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Says in the log what is done to it. Stateless but for its constructor's arguments; blocks.
 *
 * @param actor who prunes: a caller, {@code command-line}, or {@code service} once a day
 */
public record PruningJournal(AuditLog log, InstantSource clock, String actor, String requestId) {
  /** The action of its entries. */
  public static final String ACTION = PruneDeclaration.ACTION;

  /** Durable when it returns the entry's index. */
  long append(Phase phase, Map<String, String> details) {
    AuditEntry entry =
        new AuditEntry.Admin(clock.instant(), requestId, actor, ACTION, phase, details);
    try {
      return log.append(entry).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AuditUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }
}
