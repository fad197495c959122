package dev.yinhu.fieldaccess;

import dev.yinhu.fieldaccess.ItemResult.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The released results of a request.
 *
 * @param items in the order of the request's items
 * @param retryAfter when a limit held items back: how long until one more will pass
 */
public record BatchResult(List<ItemResult> items, Optional<Duration> retryAfter) {
  public BatchResult {
    items = List.copyOf(items);
  }

  /** How many were done. */
  public int succeeded() {
    int done = 0;
    for (ItemResult item : items) {
      done += item instanceof Refused ? 0 : 1;
    }
    return done;
  }

  /** True when there is nothing but items that a limit held back. */
  public boolean allLimited() {
    for (ItemResult item : items) {
      if (!(item instanceof Refused refused) || refused.code() != ItemCode.LIMIT_EXCEEDED) {
        return false;
      }
    }
    return !items.isEmpty();
  }
}
