package dev.yinhu.service.api;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.IndexBehind;
import dev.yinhu.service.http.QueryParameters;
import java.time.Duration;

/**
 * The parameter {@code wait}: with {@code true} for all there is now, with a number for the entry
 * of that index, and a problem when it takes too long; an index that no entry will have soon is
 * refused at once. Without it a moment for all there is now, so that who wrote finds it; with
 * {@code false} not at all.
 */
final class IndexWait {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  /** More than any log grows by while it is waited. */
  private static final long FAR_AHEAD = 1_000_000;

  private IndexWait() {}

  static void of(QueryParameters asked, AuditLog log, AuditSearch search) {
    switch (asked.get("wait").orElse("")) {
      case "" -> {
        // Not in time is no fault here: the answer says how far it goes.
        var _ = search.await(log.head().size() - 1, MOMENT);
      }
      case "false" -> {}
      case "true" -> require(search, log.head().size() - 1);
      default -> require(search, named(asked, log.head().size()));
    }
  }

  private static long named(QueryParameters asked, long size) {
    long index = asked.number("wait", 0, Long.MAX_VALUE, 0);
    if (index - size > FAR_AHEAD) {
      throw QueryParameters.expected(
          "wait", "the index of an entry; the log has %d entries".formatted(size));
    }
    return index;
  }

  private static void require(AuditSearch search, long index) {
    if (!search.await(index, LONGEST)) {
      throw new IndexBehind("the index did not come as far in time");
    }
  }
}
