package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.AuditException;

/** Breaks off the building of a proof that needs a pruned tile; never leaves {@link Tiles}. */
final class PrunedTile extends AuditException {
  private static final long serialVersionUID = 1L;

  private final long firstKept;

  PrunedTile(long firstKept) {
    super("the log is pruned below index " + firstKept);
    this.firstKept = firstKept;
  }

  long firstKept() {
    return firstKept;
  }
}
