package dev.yinhu.fieldaccess;

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
    return (int) items.stream().filter(ItemResult.Done.class::isInstance).count();
  }

  /** True when there is nothing but items that a limit held back. */
  public boolean allLimited() {
    return !items.isEmpty() && items.stream().allMatch(BatchResult::limited);
  }

  private static boolean limited(ItemResult item) {
    return item instanceof ItemResult.Refused refused && refused.code() == ItemCode.LIMIT_EXCEEDED;
  }
}
