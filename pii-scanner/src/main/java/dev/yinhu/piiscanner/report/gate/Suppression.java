package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.report.ItemKey;
import java.time.LocalDate;

/**
 * Somebody answers for an item until a day.
 *
 * @param key the item
 * @param owner who
 * @param reason why it may stay
 * @param expires the last day on which it counts
 * @param line where it stands in its file, from 1
 */
public record Suppression(ItemKey key, String owner, String reason, LocalDate expires, int line) {
  /** Whether it counts on that day. */
  public boolean isInForce(LocalDate today) {
    return !today.isAfter(expires);
  }
}
