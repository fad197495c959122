package dev.yinhu.service.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the readiness checks, at most once a second whoever asks, as {@code /readyz} is open to all.
 * Thread-safe; blocks as long as the checks do.
 */
final class Readiness {

  private static final long FRESH_NANOS = 1_000_000_000L;

  /**
   * @param status {@code ready}, {@code not-ready} or {@code stopping}
   * @param checks {@code ok} or {@code failed} by name
   * @param details what there is to say to some of them; absent when to none
   */
  record Report(String status, Map<String, String> checks, @Nullable Map<String, String> details) {
    boolean isReady() {
      return status.equals("ready");
    }
  }

  private record Dated(Report report, long at) {}

  private final List<ReadinessCheck> checks;
  private final Draining draining;
  private final ReentrantLock running = new ReentrantLock();
  private @Nullable Dated last;

  Readiness(List<ReadinessCheck> checks, Draining draining) {
    this.checks = List.copyOf(checks);
    this.draining = draining;
  }

  Report report() {
    if (draining.isStarted()) {
      return new Report("stopping", Map.of(), null);
    }
    running.lock();
    try {
      var dated = last;
      if (dated == null || System.nanoTime() - dated.at() > FRESH_NANOS) {
        dated = new Dated(run(), System.nanoTime());
        last = dated;
      }
      return dated.report();
    } finally {
      running.unlock();
    }
  }

  private Report run() {
    var results = new LinkedHashMap<String, String>();
    var details = new LinkedHashMap<String, String>();
    for (var check : checks) {
      results.put(check.name(), works(check) ? "ok" : "failed");
      check.detail().get().ifPresent(detail -> details.put(check.name(), detail));
    }
    return new Report(
        results.containsValue("failed") ? "not-ready" : "ready",
        results,
        details.isEmpty() ? null : details);
  }

  private static boolean works(ReadinessCheck check) {
    try {
      return check.check().call();
    } catch (Exception _) {
      return false;
    }
  }
}
