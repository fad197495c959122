package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The two-person rule for what touches many people at once: one asks, another grants, and it serves
 * one of the two once until it expires. The database refuses a grant by whoever asked. Durable;
 * blocks; thread-safe.
 */
public final class Approvals {
  /** For how long it can be asked at most. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final Pattern WHAT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final ApprovalStore store;
  private final Acts acts;

  /** The schema {@code breach} is migrated. */
  public Approvals(Jdbi jdbi, Acts acts) {
    this.store = new ApprovalStore(jdbi);
    this.acts = acts;
  }

  /**
   * What is asked for.
   *
   * @param what the act, such as {@code person-list}
   * @param time for how long, at most {@link #LONGEST}
   */
  public record Wish(String what, Reason reason, Duration time) {
    /**
     * @throws IllegalArgumentException when the act is no word, or the time is empty or too long
     */
    public Wish {
      if (!WHAT.matcher(what).matches()) {
        throw new IllegalArgumentException("an approval is for an act, such as person-list");
      }
      if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("an approval is for at most 7 days");
      }
    }
  }

  /** Asks for leave. */
  public Approval ask(IncidentId incident, Wish wish, Order order) {
    return acts.perform(
        Incidents.act(incident, "approval-ask", Map.of("what", wish.what())),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          return ApprovalStore.add(handle, incident, wish, order.actor(), now);
        });
  }

  /**
   * Grants it.
   *
   * @throws ActRefused with {@code no-such-approval}, {@code same-person}, {@code granted} or
   *     {@code expired}
   */
  public Approval grant(IncidentId incident, long id, Order order) {
    return acts.perform(
        Incidents.act(incident, "approval-grant", Map.of("approval", Long.toString(id))),
        order,
        (handle, now) -> {
          Approval asked =
              ApprovalStore.locked(handle, incident, id)
                  .orElseThrow(() ->
                      new ActRefused(
                          "no-such-approval", "%s has no approval %d".formatted(incident, id)));
          check(asked, order.actor(), now);
          return ApprovalStore.grant(handle, id, order.actor(), now);
        });
  }

  private static void check(Approval asked, String by, Instant now) {
    if (asked.askedBy().equals(by)) {
      throw new ActRefused("same-person", "whoever asked cannot grant it: another person has to");
    }
    if (asked.granted().isPresent()) {
      throw new ActRefused("granted", "it was granted before");
    }
    if (!now.isBefore(asked.expires())) {
      throw new ActRefused("expired", "its time is over: ask again");
    }
  }

  /**
   * Uses up a leave within the act that it is for.
   *
   * @param handle the act's transaction: when it fails, the leave is not used
   * @throws ActRefused with {@code needs-two} when there is none that serves this person
   */
  public void use(Handle handle, IncidentId incident, String what, Order order, Instant now) {
    if (!ApprovalStore.use(handle, incident, what, order.actor(), now)) {
      throw new ActRefused(
          "needs-two",
          "two people have to agree to %s of %s: ask for approval, and let another grant it"
              .formatted(what, incident));
    }
  }

  /** Incidents with a leave for it that was granted, neither used nor expired. */
  public List<IncidentId> granted(String what, Instant now) {
    return store.granted(what, now);
  }

  /** All that were asked for, the first first. */
  public List<Approval> of(IncidentId incident) {
    return store.of(incident);
  }
}
