package dev.yinhu.accessaudit.proof;

import java.time.Duration;

/** Where the last published checkpoint of the log comes from. Safe for use by many threads. */
@FunctionalInterface
public interface CheckpointSource {
  /** The last published checkpoint, a signed note. */
  String checkpoint();

  /**
   * Waits until the published checkpoint covers the entry, or the time is over. Who publishes
   * hurries then, if it may; a source that only reads what others publish does not wait.
   *
   * @param entry index in the log
   */
  default void await(long entry, Duration atMost) throws InterruptedException {}
}
