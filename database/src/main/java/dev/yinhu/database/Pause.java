package dev.yinhu.database;

import java.time.Duration;

/** Waits: {@link Thread#sleep}, or a test's own. */
@FunctionalInterface
public interface Pause {
  /** For so long. */
  void of(Duration time) throws InterruptedException;
}
