package dev.yinhu.service;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does what follows an answer in a number of lanes: what is of one lane is done one after the
 * other. Closing waits for what was begun, ten seconds. Safe for use by many threads.
 */
final class Background implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final List<ExecutorService> lanes;

  Background(int lanes) {
    this.lanes =
        Stream.generate(() -> Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()))
            .limit(lanes)
            .toList();
  }

  /** The lane of all that is about equal things. */
  Executor lane(Object about) {
    return lanes.get(Math.floorMod(about.hashCode(), lanes.size()));
  }

  @Override
  public void close() {
    long end = System.nanoTime() + DRAIN.toNanos();
    lanes.forEach(ExecutorService::shutdown);
    try {
      for (ExecutorService lane : lanes) {
        if (!lane.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          lane.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      lanes.forEach(ExecutorService::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }
}
