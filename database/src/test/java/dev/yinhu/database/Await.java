package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition with a deadline. */
final class Await {
  private Await() {}

  static void until(String what, Callable<Boolean> condition) throws Exception {
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    while (!condition.call()) {
      assertThat(deadline.pause()).as("timed out waiting until " + what).isTrue();
    }
  }
}
