package dev.yinhu.fieldaccess;

import java.util.concurrent.CompletableFuture;

/**
 * One request on its way: decided, not yet done. Used once, by one thread after the other: {@link
 * #needsStore}, {@link #load} if so, {@link #finish}.
 */
public interface Access {
  /** Whether {@link #load} has to be called before {@link #finish}. Never blocks. */
  boolean needsStore();

  /** Reads (for encrypting: makes) the subjects' keys that are not cached. Blocks. */
  void load();

  /**
   * Opens or seals, appends the audit entry, and releases the results once it is durable. Never
   * blocks. Completes exceptionally with {@code AuditUnavailable} when the entry could not be made
   * durable; then nothing is released and nothing counts against the limits. May complete on the
   * log's writer: what depends on it must not block there.
   */
  CompletableFuture<BatchResult> finish();
}
