package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.LogDamaged;

/**
 * An entry that was not pruned is not there: the log was damaged, or changed behind the service's
 * back. Who follows the log stays where it is, as what comes next cannot be told from what was
 * there.
 */
public final class LogGap extends LogDamaged {
  private static final long serialVersionUID = 1L;

  LogGap(long index, String found) {
    super(
        index,
        "the log has a gap: nothing stands at index %d, which was not pruned, but %s"
            .formatted(index, found));
  }
}
