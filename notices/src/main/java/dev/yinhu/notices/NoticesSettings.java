package dev.yinhu.notices;

import java.time.Duration;
import java.util.Map;

/**
 * How the outbox is worked off.
 *
 * @param lease for how long a node has a notice to itself from the moment it begins to send it;
 *     longer than any channel takes to send, or another node sends it too (under the same id)
 * @param poll how often the outbox is looked at when nobody says that there is something new
 * @param lines each channel's own; {@link LineSettings#standard} for the rest
 */
public record NoticesSettings(Duration lease, Duration poll, Map<ChannelKind, LineSettings> lines) {
  /** Copies. */
  public NoticesSettings {
    lines = Map.copyOf(lines);
  }

  /** Two minutes, a second, and the standard for every channel. */
  public static NoticesSettings standard() {
    return new NoticesSettings(Duration.ofMinutes(2), Duration.ofSeconds(1), Map.of());
  }

  /** A channel's. */
  public LineSettings line(ChannelKind kind) {
    LineSettings own = lines.get(kind);
    return own == null ? LineSettings.standard() : own;
  }
}
