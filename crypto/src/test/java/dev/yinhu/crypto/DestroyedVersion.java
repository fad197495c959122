package dev.yinhu.crypto;

import dev.yinhu.crypto.testing.TestCrypto;
import java.time.Duration;
import java.util.List;

/** Destroys versions as administrators do: asked for, approved, and waited for. */
final class DestroyedVersion {
  private static final KeyPolicy POLICY =
      new KeyPolicy(Duration.ZERO, KeyPolicy.MOST_SEALS, Duration.ofDays(1), Duration.ofMinutes(1));

  private DestroyedVersion() {}

  /**
   * @param room one whose clock is the one given
   */
  static void make(Crypto room, SettableClock clock, KeyringName keyring, int version) {
    KeyLifeCycle keys = room.lifeCycle(POLICY);
    keys.requestDestruction(keyring, version, "anna");
    keys.approveDestruction(keyring, version, "ben");
    try (KeyDuties duties = room.keep(POLICY, TestCrypto.UNRECORDED, List::of)) {
      duties.performNow();
      clock.move(POLICY.destructionWait());
      duties.performNow();
    }
  }
}
