package dev.yinhu.breachresponse.incident;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Gate;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.Remark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What is learned from incidents. None is closed without a post-mortem that somebody else than its
 * author approved, and without a corrective action; the actions themselves may go on after the end.
 * Durable; blocks; thread-safe.
 */
public final class PostMortems implements Gate {
  private final PostMortemStore store;
  private final Acts acts;
  private final KnownChanges changes;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param changes what corrective actions may have changed
   */
  public PostMortems(Jdbi jdbi, Acts acts, KnownChanges changes) {
    this.store = new PostMortemStore(jdbi);
    this.acts = acts;
    this.changes = changes;
  }

  /** Writes it, or writes it anew: then it has to be approved anew. */
  public PostMortem write(IncidentId incident, Cause cause, Remark findings, Order order) {
    return acts.perform(
        Incidents.act(incident, "post-mortem-write", Map.of("cause", cause.wireName())),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          PostMortemStore.write(handle, incident, cause, findings.text(), order.actor(), now);
          return PostMortemStore.of(handle, incident).orElseThrow();
        });
  }

  /**
   * Approves it.
   *
   * @throws ActRefused with {@code no-post-mortem} or {@code same-person}
   */
  public PostMortem approve(IncidentId incident, Order order) {
    return acts.perform(
        Incidents.act(incident, "post-mortem-approve", Map.of()),
        order,
        (handle, now) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          PostMortem written =
              PostMortemStore.of(handle, incident)
                  .orElseThrow(
                      () -> new ActRefused("no-post-mortem", incident + " has no post-mortem yet"));
          if (written.writtenBy().equals(order.actor())) {
            throw new ActRefused("same-person", "whoever wrote it cannot approve it");
          }
          PostMortemStore.approve(handle, incident, order.actor(), now);
          return PostMortemStore.of(handle, incident).orElseThrow();
        });
  }

  /** The post-mortem; empty when none was written. */
  public Optional<PostMortem> of(IncidentId incident) {
    return store.of(incident);
  }

  /** Adds a corrective action; gives its number. */
  public long add(IncidentId incident, Reason title, String owner, LocalDate due, Order order) {
    if (owner.isBlank()) {
      throw new IllegalArgumentException("a corrective action has an owner: name who does it");
    }
    return acts.perform(
        Incidents.act(incident, "corrective-action", Map.of("owner", owner, "due", due.toString())),
        order,
        (handle, _) -> {
          Incidents.open(IncidentStore.locked(handle, incident));
          return PostMortemStore.add(handle, incident, title.text(), owner, due);
        });
  }

  /**
   * It is changed; also after the incident was closed.
   *
   * @param reference what was changed: {@code register 12}, {@code rule bulk-reading}, a ticket
   * @throws ActRefused with {@code no-such-action}, or {@code no-such-change} for a version or rule
   *     that there is not
   */
  public void finish(IncidentId incident, long action, Reason reference, Order order) {
    changes.check(reference);
    acts.perform(
        Incidents.act(incident, "corrective-action-done", Map.of("action", Long.toString(action))),
        order,
        (handle, now) -> {
          IncidentStore.locked(handle, incident);
          if (!PostMortemStore.finish(
              handle, incident, action, reference.text(), order.actor(), now)) {
            throw new ActRefused(
                "no-such-action", "%s has no open action %d".formatted(incident, action));
          }
          return action;
        });
  }

  /** All actions, the first first. */
  public List<CorrectiveAction> actions(IncidentId incident) {
    return store.actions(incident);
  }

  /** Those of all incidents whose last day is over, drills left out; the longest overdue first. */
  public List<CorrectiveAction> overdue(LocalDate today) {
    return store.overdue(today);
  }

  @Override
  public List<Missing> missing(IncidentId incident, IncidentState next) {
    if (next != IncidentState.CLOSED) {
      return List.of();
    }
    Optional<PostMortem> written = store.of(incident);
    if (written.isEmpty()) {
      return List.of(new Missing("no-post-mortem", "write the post-mortem"));
    }
    if (written.get().approved().isEmpty()) {
      return List.of(
          new Missing("post-mortem-not-approved", "let somebody else approve the post-mortem"));
    }
    return store.actions(incident).isEmpty()
        ? List.of(new Missing("no-corrective-action", "name at least one corrective action"))
        : List.of();
  }
}
