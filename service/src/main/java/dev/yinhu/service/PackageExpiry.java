package dev.yinhu.service;

import dev.yinhu.subjectrights.copy.Packages;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes packages of copies whose time is over, again and again, until it is closed. */
final class PackageExpiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackageExpiry.class);

  private final ScheduledExecutorService thread;

  private PackageExpiry(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  static PackageExpiry start(Packages packages, Duration every) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("package-expiry").daemon().factory());
    var _ =
        thread.scheduleWithFixedDelay(
            () -> round(packages), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return new PackageExpiry(thread);
  }

  private static void round(Packages packages) {
    try {
      int deleted = packages.deleteExpired();
      if (deleted > 0) {
        LOG.info("{} packages are deleted, whose time is over", deleted);
      }
    } catch (RuntimeException e) {
      LOG.warn("Packages whose time is over were not deleted; the next round tries again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
