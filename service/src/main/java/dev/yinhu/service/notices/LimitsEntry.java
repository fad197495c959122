package dev.yinhu.service.notices;

import dev.yinhu.notices.LineSettings;
import java.util.Optional;

/** Reads {@code limits:} of a channel: how fast it is used, and how long it is tried. */
final class LimitsEntry {
  private static final int MOST_AT_ONCE = 256;
  private static final int MOST_A_SECOND = 100_000;
  private static final int MOST_TRIES = 100;
  private static final int MOST_FAILURES = 1_000_000;

  private LimitsEntry() {}

  /** What is not said is as in {@link LineSettings#standard}. */
  static Optional<LineSettings> read(Entry entry) {
    LineSettings usual = LineSettings.standard();
    int atOnce = count(entry, "at_once", usual.concurrency(), MOST_AT_ONCE);
    int perSecond = count(entry, "per_second", usual.perSecond(), MOST_A_SECOND);
    int tries = count(entry, "tries", usual.tries(), MOST_TRIES);
    int downAfter = count(entry, "down_after", usual.downAfter(), MOST_FAILURES);
    Optional<LineSettings> limits =
        entry.tried(
            "longest_pause",
            () ->
                new LineSettings(
                    atOnce,
                    perSecond,
                    tries,
                    entry.time("first_pause", usual.firstPause()),
                    entry.time("longest_pause", usual.longestPause()),
                    entry.time("ask_every", usual.askEvery()),
                    downAfter,
                    entry.time("down_pause", usual.downPause())));
    entry.node().refuseOthers();
    return limits;
  }

  private static int count(Entry entry, String key, int usual, int most) {
    int count = entry.node().count(key, usual, most);
    if (count == 0) {
      entry.fault(key, "'" + key + "' is at least 1");
      return usual;
    }
    return count;
  }
}
