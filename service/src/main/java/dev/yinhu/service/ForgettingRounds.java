package dev.yinhu.service;

import dev.yinhu.service.api.AdminChanges;
import dev.yinhu.subjectrights.cases.ForgottenCases;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets whose requests were that ended long ago, again and again, until it is closed. Each time
 * that there are any it stands in the access log, its intent before.
 */
final class ForgettingRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForgettingRounds.class);
  private static final String ACTOR = "yinhu";
  private static final String ACTION = "case-forget";

  private final ScheduledExecutorService thread;

  private ForgettingRounds(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static ForgettingRounds start(ForgottenCases cases, AdminChanges changes, Duration every) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("forget-requests").daemon().factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> round(cases, changes), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return new ForgettingRounds(thread);
  }

  private static void round(ForgottenCases cases, AdminChanges changes) {
    try {
      if (cases.isAnyDue()) {
        Map<String, String> details = Map.of("before", cases.before().toString());
        long forgotten =
            changes.make(
                new AdminChanges.Change(ACTOR, ACTION, ACTION, details),
                cases::forget,
                many -> Map.of("requests", Long.toString(many)));
        LOG.info("Of {} requests whose time is over it is forgotten whose they were", forgotten);
      }
    } catch (RuntimeException e) {
      LOG.warn("Requests whose time is over were not forgotten; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
