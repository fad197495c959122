package dev.yinhu.piiscanner.finding;

import dev.yinhu.piiscanner.PiiType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The findings of an installation. Safe for use by many threads and nodes; each change is one
 * transaction with its line in the history, durable when its method returns.
 */
public final class Findings {
  /** Most findings that {@link #page} gives at once. */
  public static final int MOST = 1_000;

  private final FindingStore store;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Over the tables of schema {@code scan}.
   *
   * @param zone by which acceptances end
   */
  public Findings(Jdbi jdbi, InstantSource clock, ZoneId zone) {
    this.store = new FindingStore(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Takes down what a scan saw at a place. The same again changes nothing but the time.
   *
   * @param job the scan
   * @param sightings of different types, all of the same store and place; may be empty
   * @param whole whether all of the place was looked at, so that what is not among them is gone
   */
  public void seen(
      UUID job, String inStore, String place, List<Sighting> sightings, boolean whole) {
    Set<PiiType> types = Set.copyOf(sightings.stream().map(Sighting::type).toList());
    boolean sameplace =
        sightings.stream().allMatch(s -> s.store().equals(inStore) && s.place().equals(place));
    if (!sameplace || types.size() != sightings.size()) {
      throw new IllegalArgumentException("sightings are of one place, one for each type");
    }
    store.seen(job, sightings, clock.instant());
    if (whole) {
      store.gone(job, inStore, place, types, clock.instant());
    }
  }

  /**
   * Tells that a scan has seen everything that there is: what it has not seen is gone.
   *
   * @param job the scan
   * @param below folder or file within the store; empty for the whole store
   */
  public void left(UUID job, String inStore, String below) {
    store.left(job, inStore, below, clock.instant());
  }

  /**
   * Findings in the order of their ids.
   *
   * @param after the last id of the page before; 0 for the first page
   * @param most at most {@link #MOST}
   */
  public List<StoredFinding> page(FindingFilter filter, long after, int most) {
    expire();
    return store.page(filter, after, Math.min(most, MOST));
  }

  /**
   * Those that nobody knew before this scan, in the order of their ids.
   *
   * @param after the last id of the page before; 0 for the first page
   * @param most at most {@link #MOST}
   */
  public List<StoredFinding> newBy(UUID job, long after, int most) {
    return store.newBy(job, after, Math.min(most, MOST));
  }

  /** One of them; empty when there is none of this id. */
  public Optional<StoredFinding> find(long id) {
    expire();
    return store.find(id);
  }

  /** What became of it, oldest first. */
  public List<FindingEvent> history(long id) {
    return store.history(id);
  }

  /** Decides on a finding; empty when there is none of this id. */
  public Optional<StoredFinding> decide(long id, Decision decision) {
    store.decide(id, decision, clock.instant());
    return store.find(id);
  }

  private void expire() {
    store.expire(LocalDate.ofInstant(clock.instant(), zone), clock.instant());
  }
}
