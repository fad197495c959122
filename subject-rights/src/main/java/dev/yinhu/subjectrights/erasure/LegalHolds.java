package dev.yinhu.subjectrights.erasure;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.subjectrights.RightsException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * Legal holds over people's data: while one is in force, deletions wait that would touch what it
 * keeps. Placing and lifting stand in the access log, the intent before and the outcome after.
 * Durable; blocks; safe for use by many threads and nodes. A deletion past its point of no return
 * is not stopped any more.
 */
public final class LegalHolds {
  private static final Pattern REASON = Pattern.compile("[A-Za-z0-9._:+/=*-]{1,200}");

  private final LegalHoldStore store;
  private final AuditLog audit;
  private final InstantSource clock;

  /** The schema {@code rights} is migrated. */
  public LegalHolds(Jdbi jdbi, AuditLog audit, InstantSource clock) {
    this.store = new LegalHoldStore(jdbi);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * On whose word.
   *
   * @param actor who, as the log names them
   * @param requestId under which the entries of the log find each other
   */
  public record Order(String actor, String requestId) {}

  /**
   * Places a hold, in force from now on.
   *
   * @param reason a code, the number of a file or of a court's order: at most 200 of letters,
   *     digits and {@code . _ : + / = * -}, so that nothing is told in words
   * @param until its last day; empty until it is lifted
   * @return its number
   * @throws IllegalArgumentException when the reason has another form
   * @throws AuditUnavailable when the intent cannot be recorded, then there is no hold; or the
   *     outcome, then there is one
   */
  public long place(LegalHold.Scope scope, String reason, Optional<LocalDate> until, Order order) {
    if (!REASON.matcher(reason).matches()) {
      throw new IllegalArgumentException("the reason of a hold is a code or the number of a file");
    }
    record(order, "legal-hold-place", Phase.INTENT, Map.of("reason", reason));
    long id = store.add(scope, reason, until, order.actor(), clock.instant());
    record(
        order, "legal-hold-place", Phase.DONE, Map.of("reason", reason, "hold", Long.toString(id)));
    return id;
  }

  /**
   * Lifts a hold: what waited for it goes on when it is looked at next.
   *
   * @throws RightsException when there is none of this number that was not lifted
   */
  public void lift(long id, Order order) {
    Map<String, String> details = Map.of("hold", Long.toString(id));
    record(order, "legal-hold-lift", Phase.INTENT, details);
    boolean lifted = store.lift(id, order.actor(), clock.instant());
    record(order, "legal-hold-lift", lifted ? Phase.DONE : Phase.FAILED, details);
    if (!lifted) {
      throw new RightsException("there is no hold " + id + " that was not lifted");
    }
  }

  /** Those in force on a day. */
  public List<LegalHold> inForce(LocalDate day) {
    return store.inForce(day);
  }

  private void record(Order order, String action, Phase phase, Map<String, String> details) {
    try {
      var _ =
          audit
              .append(
                  new AuditEntry.Admin(
                      clock.instant(), order.requestId(), order.actor(), action, phase, details))
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailable unavailable ? unavailable : e;
    }
  }
}
