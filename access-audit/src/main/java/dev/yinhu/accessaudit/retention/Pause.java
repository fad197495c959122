package dev.yinhu.accessaudit.retention;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nothing was written to the log, or in which the clock was set forward: the log
 * cannot tell the two apart.
 *
 * @param index of the first entry after it; the size of the log when it lasts until now
 * @param began when the last entry before it was committed
 * @param ended when the first entry after it was committed, or now
 */
public record Pause(long index, Instant began, Instant ended) {
  Duration length() {
    return Duration.between(began, ended);
  }
}
