package dev.yinhu.service.api;

import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.erasure.ReplayWish;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/requests/replay}. */
record ReplayBody(@Nullable String store, @Nullable String since) {
  ReplayBody {
    var _ = instant(since);
  }

  ReplayWish wish() {
    return new ReplayWish(Optional.ofNullable(store), instant(since));
  }

  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new InvalidMember("since", "an instant such as 2026-03-01T00:00:00Z");
    }
  }
}
