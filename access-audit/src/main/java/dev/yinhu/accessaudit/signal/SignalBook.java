package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.SignalWarning.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What people see of the signals and decide about them. Needs no running {@link Signals}. Its
 * caller records the decisions in the log, before and after.
 *
 * <p>A decision is durable when its method returns, and holds for every entry that is evaluated
 * from then on. Blocks; safe for use by many threads.
 */
public final class SignalBook {
  /** The longest a warning can be put off. */
  public static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

  /** The longest a planned job can last. */
  public static final Duration LONGEST_JOB = Duration.ofDays(366);

  private static final int MOST_JOBS = 1_000;

  /** What became of a decision on a warning. */
  public sealed interface Outcome {
    /** It holds. */
    record Changed(SignalWarning warning) implements Outcome {}

    /** There is no such warning. */
    record Unknown() implements Outcome {}

    /** The warning is in a state in which this cannot be decided. */
    record NotNow(WarningState state) implements Outcome {}
  }

  /**
   * How far evaluation has come.
   *
   * @param watermark entries below this index are evaluated
   * @param committed when the latest of them was committed to the log
   * @param open how many warnings of no drill are open, by rule; rules without one are left out
   */
  public record Status(long watermark, Optional<Instant> committed, Map<SignalRule, Long> open) {}

  private final Jdbi jdbi;
  private final SignalSettings settings;
  private final InstantSource clock;

  /** Over a database whose schema {@code audit} is migrated. */
  public SignalBook(Jdbi jdbi, SignalSettings settings, InstantSource clock) {
    this.jdbi = jdbi;
    this.settings = settings;
    this.clock = clock;
  }

  /** The thresholds that this node goes by. */
  public SignalSettings settings() {
    return settings;
  }

  /** How far evaluation has come, on whatever node. */
  public Status status() {
    Instant now = clock.instant();
    return SignalStore.transact(
        jdbi, store -> new Status(store.watermark(), store.evaluatedTime(), store.openByRule(now)));
  }

  /** The warnings that pass the filter, the one that changed last first. */
  public List<SignalWarning> warnings(WarningFilter filter) {
    Instant now = clock.instant();
    return SignalStore.transact(jdbi, store -> store.select(filter, now)).stream()
        .map(warning -> awake(warning, now))
        .toList();
  }

  /** The warning of that id. */
  public Optional<SignalWarning> warning(String id) {
    Instant now = clock.instant();
    return SignalStore.transact(jdbi, store -> store.find(id))
        .map(draft -> awake(draft.warning(), now));
  }

  /** One that was put off is open again when the time is over, also without a further finding. */
  private static SignalWarning awake(SignalWarning warning, Instant now) {
    return warning.state() == WarningState.SNOOZED && !warning.sleepsAt(now)
        ? warning.as(WarningState.OPEN, warning.settled(), warning.change())
        : warning;
  }

  /**
   * Puts an open (or already snoozed) warning off.
   *
   * @param until first moment at which a finding, by the time of its entry, opens it again; at most
   *     {@link #LONGEST_SNOOZE} ahead
   * @param by who decides
   * @throws IllegalArgumentException when the time is over or too far ahead
   */
  public Outcome snooze(String id, Instant until, String by, Reason why) {
    Instant now = clock.instant();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
      throw new IllegalArgumentException("a warning is put off until a time at most 90 days ahead");
    }
    Settled decision = new Settled(Optional.of(until), by, why.text());
    return decide(id, WarningState.SNOOZED, decision);
  }

  /** Closes an open or snoozed warning; the next finding opens another one. */
  public Outcome close(String id, String by, Reason why) {
    return decide(id, WarningState.CLOSED, new Settled(Optional.empty(), by, why.text()));
  }

  private Outcome decide(String id, WarningState state, Settled decision) {
    return SignalStore.transact(
        jdbi,
        store -> {
          long change = store.lockChanges() + 1;
          Optional<Draft> found = store.find(id);
          if (found.isEmpty()) {
            return new Outcome.Unknown();
          }
          SignalWarning old = found.get().warning();
          if (old.state() != WarningState.OPEN && old.state() != WarningState.SNOOZED) {
            return new Outcome.NotNow(old.state());
          }
          SignalWarning decided = old.as(state, Optional.of(decision), change);
          store.save(decided, found.get().lastIndex(), change);
          store.setChange(change);
          return new Outcome.Changed(decided);
        });
  }

  /** The mode of every rule. */
  public Map<SignalRule, SignalMode> modes() {
    Map<SignalRule, SignalMode> modes = new EnumMap<>(SignalRule.class);
    for (SignalRule rule : SignalRule.values()) {
      modes.put(rule, settings.mode(rule));
    }
    modes.putAll(SignalStore.transact(jdbi, store -> store.modes().all()));
    return modes;
  }

  /**
   * Switches a rule, on all nodes and for good.
   *
   * @throws IllegalArgumentException when the rule is always active
   */
  public void setMode(SignalRule rule, SignalMode mode, String by) {
    if (rule.always() && mode != SignalMode.ACTIVE) {
      throw new IllegalArgumentException("the rule " + rule.code() + " is always active");
    }
    Instant now = clock.instant();
    SignalStore.transact(
        jdbi,
        store -> {
          store.lockChanges();
          return store.modes().set(rule, mode, by, now);
        });
  }

  /** The planned jobs made last, the newest first. */
  public List<PlannedJob> jobs() {
    return SignalStore.transact(jdbi, store -> store.jobs().newest(MOST_JOBS));
  }

  /**
   * Excepts planned work from a rule.
   *
   * @param caller empty for every caller
   * @param actor empty for every actor
   * @throws IllegalArgumentException when the rule knows no exception, nobody is named, or the time
   *     is empty or longer than {@link #LONGEST_JOB}
   */
  public PlannedJob addJob(
      SignalRule rule,
      String caller,
      String actor,
      Instant from,
      Instant until,
      String by,
      Reason why) {
    checkJob(rule, caller, actor, from, until);
    PlannedJob job =
        new PlannedJob(
            0,
            rule,
            caller,
            actor,
            from,
            until,
            why.text(),
            by,
            clock.instant(),
            0,
            Optional.empty());
    return SignalStore.transact(
        jdbi,
        store -> {
          store.lockChanges();
          PlannedJobStore jobs = store.jobs();
          return jobs.find(jobs.add(job)).orElseThrow();
        });
  }

  /** The planned job of that number. */
  public Optional<PlannedJob> job(long id) {
    return SignalStore.transact(jdbi, store -> store.jobs().find(id));
  }

  private static void checkJob(
      SignalRule rule, String caller, String actor, Instant from, Instant until) {
    if (rule.always()) {
      throw new IllegalArgumentException("the rule " + rule.code() + " knows no exception");
    }
    if (caller.isEmpty() && actor.isEmpty()) {
      throw new IllegalArgumentException("an exception names a caller, an actor or both");
    }
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST_JOB) > 0) {
      throw new IllegalArgumentException("an exception begins before it ends, within 366 days");
    }
  }

  /** Ends a planned job now; empty when there is none of that number. */
  public Optional<PlannedJob> endJob(long id) {
    Instant now = clock.instant();
    return SignalStore.transact(
        jdbi,
        store -> {
          store.lockChanges();
          store.jobs().end(id, now);
          return store.jobs().find(id);
        });
  }
}
