package dev.yinhu.breachresponse.tell;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Language;
import java.time.Duration;
import java.util.List;

/**
 * What a run is asked to do.
 *
 * @param channels by preference; the next is taken when one has refused for certain
 * @param perMinute how many notices become due in a minute at most, 1 to 1,000,000
 * @param within how long each is tried to be delivered, one minute to 30 days
 */
public record TellingWish(
    TellingText text,
    Language language,
    List<ChannelKind> channels,
    int perMinute,
    Duration within) {
  private static final int MOST = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Checks the bounds, and copies. */
  public TellingWish {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || channels.contains(ChannelKind.WEBHOOK)) {
      throw new IllegalArgumentException("people are told in the app, by short message or by mail");
    }
    if (channels.stream().distinct().count() != channels.size()) {
      throw new IllegalArgumentException("a run of notices names each channel once");
    }
    if (perMinute < 1 || perMinute > MOST) {
      throw new IllegalArgumentException("a run tells 1 to 1,000,000 people a minute");
    }
    if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a notice is tried for one minute to 30 days");
    }
  }
}
