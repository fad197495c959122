package dev.yinhu.service;

import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.LateStaff;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that staff are late with a request that waits for them, again and again, until it is
 * closed: in its history, in the access log, in a line of this log, and by a meter that alarms can
 * be set on.
 */
final class LateRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateRounds.class);
  private static final String ACTOR = "yinhu";
  private static final String ACTION = "case-late";

  private final LateStaff staff;
  private final AdminChanges changes;
  private final AtomicLong late = new AtomicLong();
  private final ScheduledExecutorService thread;

  private LateRounds(LateStaff staff, AdminChanges changes) {
    this.staff = staff;
    this.changes = changes;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("late-requests").daemon().factory());
  }

  /** Begins to look. */
  static LateRounds start(
      LateStaff staff, AdminChanges changes, MeterRegistry registry, Duration every) {
    LateRounds rounds = new LateRounds(staff, changes);
    Gauge.builder("yinhu.requests.late", rounds.late, AtomicLong::doubleValue)
        .description("Requests of all nodes with which staff are late")
        .register(registry);
    var _ =
        rounds.thread.scheduleWithFixedDelay(
            rounds::round, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return rounds;
  }

  private void round() {
    try {
      staff.untold().forEach(this::tell);
      late.set(staff.count());
    } catch (RuntimeException e) {
      LOG.warn("Requests that wait for staff were not looked at; the next round tries again", e);
    }
  }

  private void tell(Case known) {
    Map<String, String> details = Map.of("case", known.id().text(), "reason", known.reason());
    boolean told =
        changes.make(
            new AdminChanges.Change(ACTOR, ACTION, ACTION, details),
            () -> staff.tell(known),
            done -> Map.of("told", Boolean.toString(done)));
    if (told) {
      LOG.warn("Request {} waits for staff longer than they have: {}", known.id(), known.reason());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
