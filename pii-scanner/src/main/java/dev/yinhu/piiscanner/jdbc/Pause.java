package dev.yinhu.piiscanner.jdbc;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
interface Pause {
  void of(Duration time) throws InterruptedException;
}
