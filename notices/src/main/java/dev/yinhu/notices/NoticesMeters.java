package dev.yinhu.notices;

import java.util.Map;

/**
 * Numbers of one channel on this node since it was opened.
 *
 * @param outcomes how many tries came to what, by the words of {@link Attempt#outcome}
 * @param underway how many are being sent now
 * @param down true while the channel is left alone because it failed again and again
 */
public record NoticesMeters(Map<String, Long> outcomes, int underway, boolean down) {
  /** Copies. */
  public NoticesMeters {
    outcomes = Map.copyOf(outcomes);
  }
}
