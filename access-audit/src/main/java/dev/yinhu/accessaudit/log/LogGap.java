package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.AuditException;

/**
 * An entry that was not pruned is not there: the log was damaged, or changed behind the service's
 * back. Who follows the log stays where it is, as what comes next cannot be told from what was
 * there.
 */
public final class LogGap extends AuditException {
  private static final long serialVersionUID = 1L;

  private final long index;

  LogGap(long index, String found) {
    super(
        "the log has a gap: nothing stands at index %d, which was not pruned, but %s. Compare with"
                .formatted(index, found)
            + " a backup (yinhu audit verify --database)");
    this.index = index;
  }

  /** The index that should be there. */
  public long index() {
    return index;
  }
}
