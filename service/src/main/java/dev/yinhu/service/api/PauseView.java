package dev.yinhu.service.api;

import dev.yinhu.accessaudit.retention.Pause;

/**
 * A time in which nothing was written to the log, or the clock was set forward, as the route and
 * the command line show it.
 *
 * @param before index of the first entry after it
 */
public record PauseView(String from, String to, long before) {
  /** What is shown of a pause. */
  public static PauseView of(Pause pause) {
    return new PauseView(pause.began().toString(), pause.ended().toString(), pause.index());
  }
}
