package dev.yinhu.subjectrights.indicator;

import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.EndedCase;
import dev.yinhu.subjectrights.cases.EndedCases;
import dev.yinhu.subjectrights.clock.CaseClock;
import dev.yinhu.subjectrights.clock.ClockState;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the cases of this installation: of any time, and frozen ones of quarters and
 * half-years. What nobody was ever proven to ask for is counted, but not as in time nor late: else
 * requests that anybody may send would make the share look better. Safe for use by many threads and
 * nodes; blocks.
 */
public final class Figures {
  private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

  /** Frozen so long after the end of a period, when what ended in it is committed for certain. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final EndedCases cases;
  private final CaseClock clocks;
  private final Snapshots snapshots;
  private final ZoneId zone;
  private final InstantSource clock;

  /**
   * @param clocks tell which deadlines were met
   * @param zone whose days begin and end periods
   */
  public Figures(
      EndedCases cases, CaseClock clocks, Snapshots snapshots, ZoneId zone, InstantSource clock) {
    this.cases = cases;
    this.clocks = clocks;
    this.snapshots = snapshots;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * The figures of the cases that ended from then to before then, as canonical JSON; for those who
   * may see the cases.
   */
  public String between(Instant from, Instant to) {
    return Indicators.between(from, to, facts(from, to));
  }

  /** When the quarter began that runs. */
  public Instant quarter() {
    return Period.of(PeriodKind.QUARTER, clock.instant(), zone).begin();
  }

  /** What is frozen, the oldest first. */
  public List<Frozen> frozen() {
    return snapshots.list();
  }

  /** The frozen figures of a period by its name, such as {@code 2026-q1}. */
  public Optional<Snapshot> frozen(String name) {
    return Period.named(name, zone).flatMap(snapshots::find);
  }

  /** Computes the frozen figures of a period again and compares them byte for byte. */
  public SnapshotCheck verify(String name) {
    return Period.named(name, zone)
        .map(period -> snapshots.verify(period, facts(period)))
        .orElseGet(SnapshotCheck.Missing::new);
  }

  /** Freezes each period that is over and not frozen yet; one node at a time. How many it froze. */
  public int freezeDue() {
    List<Period> made = new ArrayList<>();
    boolean _ = snapshots.alone(() -> due().forEach(period -> freeze(period, made)));
    return made.size();
  }

  private void freeze(Period period, List<Period> made) {
    if (snapshots.freeze(period, facts(period)) instanceof FreezeAnswer.Frozen) {
      made.add(period);
      LOG.info("The figures of {} are frozen", period.name());
    }
  }

  private List<Period> due() {
    Set<Period> known = new HashSet<>();
    snapshots.list().forEach(frozen -> known.add(frozen.period()));
    List<Period> due = new ArrayList<>();
    Optional<Instant> first = cases.first();
    for (PeriodKind kind : first.isEmpty() ? new PeriodKind[0] : PeriodKind.values()) {
      Period period = Period.of(kind, first.orElseThrow(), zone);
      while (period.end().plus(SETTLED).isBefore(clock.instant())) {
        if (!known.contains(period)) {
          due.add(period);
        }
        period = period.next();
      }
    }
    return due;
  }

  private List<CaseFact> facts(Period period) {
    return facts(period.begin(), period.end());
  }

  private List<CaseFact> facts(Instant from, Instant to) {
    return cases.between(from, to).stream().map(this::fact).toList();
  }

  private CaseFact fact(EndedCase ended) {
    Case known = ended.known();
    return new CaseFact(
        known.type(),
        known.channel(),
        known.received(),
        ended.accepted(),
        ended.ended(),
        outcome(known.state()),
        refusal(known),
        inTime(ended));
  }

  private static CaseOutcome outcome(CaseState state) {
    return switch (state) {
      case COMPLETED -> CaseOutcome.COMPLETED;
      case REFUSED -> CaseOutcome.REFUSED;
      case CANCELLED -> CaseOutcome.CANCELLED;
      case EXPIRED -> CaseOutcome.EXPIRED;
      case RECEIVED, RUNNING, COOLING_OFF, DEFERRED, NEEDS_HUMAN ->
          throw new IllegalStateException("a case in state " + state.wire() + " has not ended");
    };
  }

  private static Optional<RefusalCode> refusal(Case known) {
    if (known.state() != CaseState.REFUSED) {
      return Optional.empty();
    }
    return Arrays.stream(RefusalCode.values())
        .filter(code -> code.wire().equals(known.reason()))
        .findFirst();
  }

  private SortedMap<String, Boolean> inTime(EndedCase ended) {
    SortedMap<String, Boolean> inTime = new TreeMap<>();
    boolean dropped = ended.accepted().isEmpty() && ended.known().state() != CaseState.REFUSED;
    if (!dropped) {
      clocks
          .read(ended.known().type(), ended.clocks(), ended.ended())
          .profiles()
          .forEach((profile, state) -> inTime.put(profile, state != ClockState.LATE));
    }
    return inTime;
  }
}
