package dev.yinhu.service.api;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signed checkpoint of this node, made at most once a second and never twice at the same time:
 * everybody may ask for it, and making one costs a query. Thread-safe; never blocks.
 */
final class RecentCheckpoint {
  /** How long one is given out, counted from when its making began. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private record Dated(CompletableFuture<String> note, long startedAt) {}

  private final Ticker ticker;
  private @Nullable Dated last;

  RecentCheckpoint(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * The last one while it is fresh, or the one that is being made, or else a new one.
   *
   * @param maker starts making one and returns at once
   */
  synchronized CompletionStage<String> note(Supplier<CompletionStage<String>> maker) {
    var known = last;
    if (known == null || !isGood(known)) {
      long now = ticker.read();
      known = new Dated(maker.get().toCompletableFuture(), now);
      last = known;
    }
    return known.note();
  }

  private boolean isGood(Dated known) {
    if (!known.note().isDone()) {
      return true;
    }
    return !known.note().isCompletedExceptionally()
        && ticker.read() - known.startedAt() <= FRESH.toNanos();
  }
}
