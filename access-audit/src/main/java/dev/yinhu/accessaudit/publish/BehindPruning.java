package dev.yinhu.accessaudit.publish;

import dev.yinhu.accessaudit.AuditException;

/** A tree cannot be compared any more: entries that the proof needs were pruned. */
public final class BehindPruning extends AuditException {
  private static final long serialVersionUID = 1L;

  BehindPruning(long firstKept) {
    super("entries below index %d, which the proof needs, were pruned".formatted(firstKept));
  }
}
