package dev.yinhu.breachresponse.drill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a drill was worth. */
public record ScoreCard(List<Line> lines) {
  /**
   * Something that was looked at.
   *
   * @param item a goal, or {@code persons}, {@code records}, {@code duties}, {@code closed}
   * @param target within what time; empty where it is no matter of time
   * @param measured in drill time since the leak began; empty when it was not reached
   * @param points from 0
   * @param of at most
   * @param why in a few words: {@code in-time}, {@code late}, {@code not-reached}, {@code exact},
   *     {@code wrong}, {@code done}, {@code missed}
   */
  public record Line(
      String item,
      Optional<Duration> target,
      Optional<Duration> measured,
      int points,
      int of,
      String why) {}

  /** Copies. */
  public ScoreCard {
    lines = List.copyOf(lines);
  }

  /** The sum. */
  public int points() {
    return lines.stream().mapToInt(Line::points).sum();
  }

  /** At most. */
  public int of() {
    return lines.stream().mapToInt(Line::of).sum();
  }
}
