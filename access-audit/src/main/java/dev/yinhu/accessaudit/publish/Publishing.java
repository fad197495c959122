package dev.yinhu.accessaudit.publish;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How checkpoints are published.
 *
 * @param base name of the log
 * @param folder where the last checkpoint is kept, outside the database
 * @param interval the least time between two checkpoints, over all nodes
 * @param turn how long a node that publishes is waited for before another one does
 * @param look how often the log is looked at when this node does not write to it, and how long is
 *     waited after a fault
 */
public record Publishing(
    String base, Path folder, Duration interval, Duration turn, Duration look) {
  /** The bounds of the interval. */
  public static final Duration SHORTEST = Duration.ofMillis(100);

  public static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Looks at the log every second. */
  public Publishing(String base, Path folder, Duration interval, Duration turn) {
    this(base, folder, interval, turn, LOOK);
  }

  /** Checks the interval. */
  public Publishing {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("checkpoints are published every 100 ms to every hour");
    }
  }
}
