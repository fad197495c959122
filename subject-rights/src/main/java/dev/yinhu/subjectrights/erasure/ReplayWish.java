package dev.yinhu.subjectrights.erasure;

import java.time.Instant;
import java.util.Optional;

/**
 * Which people are looked for where.
 *
 * @param store key of the only dataset that is looked at; empty for all
 * @param since only people who were erased then or later, such as since the backup was taken; empty
 *     for all
 */
public record ReplayWish(Optional<String> store, Optional<Instant> since) {
  /** Everybody, everywhere. */
  public static final ReplayWish ALL = new ReplayWish(Optional.empty(), Optional.empty());
}
