package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditException;

/** A pruning was told to stop. Nothing is half done that the next one would not go on with. */
public final class PruningStopped extends AuditException {
  private static final long serialVersionUID = 1L;

  PruningStopped() {
    super("the pruning was stopped; the next one goes on with it");
  }
}
