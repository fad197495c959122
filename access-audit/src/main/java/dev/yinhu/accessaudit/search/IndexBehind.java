package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditException;
import org.jspecify.annotations.Nullable;

/**
 * The index does not reach as far as was asked, or cannot be read just now; it recovers by itself.
 */
public final class IndexBehind extends AuditException {
  private static final long serialVersionUID = 1L;

  /**
   * Nothing failed; it takes longer.
   *
   * @param message what has not come as far
   */
  public IndexBehind(String message) {
    super(message);
  }

  IndexBehind(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
