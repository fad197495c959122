package dev.yinhu.service;

import dev.yinhu.accessaudit.retention.Pause;
import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.accessaudit.retention.PruningRefused;
import dev.yinhu.accessaudit.retention.PruningStopped;
import dev.yinhu.accessaudit.retention.RetentionPolicy;
import dev.yinhu.service.api.RetentionDesk;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prunes the access log once a day, when the policy says that the service does that by itself.
 * Nobody looks at the clock then, so the log's own course has to show the age of what goes.
 */
final class DailyPruning implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyPruning.class);

  /** The pruning of one day. */
  @FunctionalInterface
  interface Work {
    /**
     * Prunes once.
     *
     * @param stop asked again and again; true ends it with {@link PruningStopped}
     */
    PruningPlan prune(BooleanSupplier stop);
  }

  /**
   * When.
   *
   * @param first after the start
   * @param again after what was refused or failed
   * @param next after what was done
   */
  record Times(Duration first, Duration again, Duration next) {
    static final Times USUAL =
        new Times(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));
  }

  private final Work work;
  private final Times times;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("audit-pruning").daemon().factory());
  private long due = System.nanoTime();
  private volatile boolean stopped;

  private DailyPruning(Work work, Times times) {
    this.work = work;
    this.times = times;
  }

  /** Starts; the first time is a quarter of an hour from now. */
  static DailyPruning start(RetentionDesk desk) {
    Work work =
        stop -> {
          tellLate(desk.lateWitnesses());
          return desk.pruneUnattended(stop);
        };
    DailyPruning daily = new DailyPruning(work, Times.USUAL);
    if (desk.policy().map(RetentionPolicy::automatic).orElse(false)) {
      daily.schedule();
    }
    return daily;
  }

  /** Starts with work and times of its own. */
  static DailyPruning start(Work work, Times times) {
    DailyPruning daily = new DailyPruning(work, times);
    daily.schedule();
    return daily;
  }

  private void schedule() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::pruneIfDue,
            times.first().toNanos(),
            times.again().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private void pruneIfDue() {
    if (!stopped && System.nanoTime() - due >= 0 && prune()) {
      due = System.nanoTime() + times.next().toNanos();
    }
  }

  /** False when it is to be tried again soon. Catches everything: what is thrown ends a timer. */
  private boolean prune() {
    try {
      tell(work.prune(() -> stopped));
      return true;
    } catch (PruningRefused e) {
      LOG.warn("The access log was not pruned, it is tried again later: {}", e.getMessage());
    } catch (PruningStopped e) {
      LOG.info("The pruning of the access log was stopped; the next one goes on with it");
    } catch (Throwable e) {
      LOG.error("Pruning the access log failed; it is tried again later", e);
    }
    return false;
  }

  private static void tellLate(RetentionDesk.Late late) {
    late.unknown()
        .ifPresent(why ->
            LOG.warn(
                "Which witnesses have not signed the published checkpoint is not known: {}", why));
    if (!late.names().isEmpty()) {
      LOG.warn(
          "Witnesses that have not signed the published checkpoint: {}. One whose own is pruned"
              + " over does not sign again before it begins anew",
          late.names());
    }
  }

  private static void tell(PruningPlan done) {
    LOG.info(
        "The access log is pruned below index {}: {} entries went, {} are held",
        done.boundary(),
        done.goes(),
        done.held());
    if (done.doubt().entries() > 0) {
      Pause last = done.doubt().pauses().getLast();
      LOG.warn(
          "{} entries of the access log are old enough by the clock but were not pruned: nothing"
              + " was written from {} to {}, or the clock was wrong then. Only if the log really"
              + " wrote nothing then, prune by hand: yinhu audit prune --dry-run, then --yes",
          done.doubt().entries(),
          last.began(),
          last.ended());
    }
  }

  /** A pruning that runs ends after its step; each is short, and none is lost if it is cut. */
  @Override
  public void close() {
    stopped = true;
    timer.close();
  }
}
