package dev.yinhu.subjectrights.connect;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * For which piece of work a store is asked, so that a store that acts later knows the same request
 * again, and it is known how long it has had. Bound to the thread while a step of a case runs;
 * nothing is bound when a preview asks.
 *
 * @param key names the step, the same for every attempt: a case and a number
 * @param since when it was attempted first, as the journal has it
 */
public record Errand(String key, Instant since) {
  private static final ScopedValue<Errand> CURRENT = ScopedValue.newInstance();

  /** Does something on this errand. */
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** That of this thread. */
  static Optional<Errand> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }
}
