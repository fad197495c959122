package dev.yinhu.crypto;

import dev.yinhu.crypto.testing.TestCrypto;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves, forward and back. Safe for use by many threads. */
final class SettableClock implements InstantSource {
  private volatile Instant now = TestCrypto.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  void set(Instant time) {
    now = time;
  }

  void move(Duration by) {
    now = now.plus(by);
  }
}
