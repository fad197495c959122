package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Leave;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.scope.ScopeEstimate;
import dev.yinhu.breachresponse.scope.Scopes;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lists of the persons of incidents, with the ids by which the platform knows them: for two people
 * who agreed, once, and never without a line in the access log. As soon as a second person granted
 * a list, the stores are looked through for the ids, as for notices; they are deleted again when
 * the leave is over, or an hour after it was used. Blocks; safe for use by many threads and nodes.
 */
public final class PersonLists {
  /** What two people have to agree to. */
  public static final String LEAVE = "person-list";

  private final Ground ground;

  /**
   * What it stands on.
   *
   * @param leave used for each list
   * @param granted incidents of which two people may have a list now
   */
  public record Ground(
      Acts acts,
      Scopes scopes,
      Addressees addressees,
      Leave leave,
      Supplier<Collection<IncidentId>> granted) {}

  /** Nothing is looked for before {@link #work}. */
  public PersonLists(Ground ground) {
    this.ground = ground;
  }

  /** Looks for the ids of the persons of lists that were granted; several nodes may do it. */
  public void work() {
    for (IncidentId incident : ground.granted().get()) {
      ground
          .scopes()
          .latest(incident)
          .ifPresent(estimate -> {
            var _ = ground.addressees().ready(incident, estimate.number());
          });
    }
  }

  /**
   * Takes the list of the latest estimate; the leave is used with it.
   *
   * @throws ActRefused with {@code no-scope}, {@code search-running} while the stores are looked
   *     through, then the leave stays; or as {@link Leave} says
   */
  public PersonList take(IncidentId incident, Order order) {
    ScopeEstimate estimate =
        ground
            .scopes()
            .latest(incident)
            .orElseThrow(() ->
                new ActRefused(
                    "no-scope", "nobody estimated whom it concerns: estimate the scope"));
    Map<String, String> details =
        Map.of(
            "estimate", Long.toString(estimate.number()),
            "persons", Long.toString(estimate.figures().persons()));
    return ground
        .acts()
        .perform(
            new Acts.Act(incident, LEAVE, details),
            order,
            (handle, now) -> {
              ground.leave().use(handle, incident, LEAVE, order, now);
              requireFound(estimate);
              return new PersonList(estimate, ground.scopes(), ground.addressees());
            });
  }

  private void requireFound(ScopeEstimate estimate) {
    if (!ground.addressees().isDone(estimate.incident(), estimate.number())) {
      String state =
          ground
              .addressees()
              .search(estimate.incident())
              .map(search -> "%s %s".formatted(search.state(), search.fault()).strip())
              .orElse("not begun");
      throw new ActRefused(
          "search-running",
          "a running service looks through the stores for their ids (%s): ask again; the approval"
                  .formatted(state)
              + " stays");
    }
  }
}
