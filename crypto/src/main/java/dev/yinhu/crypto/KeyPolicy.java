package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When keyrings rotate by themselves and how long destruction takes.
 *
 * @param rotateAfter how long a version of a keyring that {@linkplain KeyringName#rotatesByItself
 *     rotates by itself} stays active; zero for as long as nobody rotates it
 * @param rotateAfterSeals how many messages a version seals over all nodes before it is rotated, 1
 *     or more. AES-GCM with random nonces of 96 bits bears 2^32 under one key (NIST SP 800-38D,
 *     8.3); a version seals under many keys, so this stays far on the safe side
 * @param approvalTime how long a request for destruction waits for its approval, more than zero
 * @param destructionWait how long an approved destruction can be taken back, more than zero; the
 *     version is retired meanwhile
 */
public record KeyPolicy(
    Duration rotateAfter, long rotateAfterSeals, Duration approvalTime, Duration destructionWait) {

  /** The largest count after which a version may be rotated: half of what NIST allows one key. */
  public static final long MOST_SEALS = 1L << 31;

  /** 90 days, 2^31 messages, a day for the approval and a week of waiting. */
  public static final KeyPolicy DEFAULT =
      new KeyPolicy(Duration.ofDays(90), MOST_SEALS, Duration.ofDays(1), Duration.ofDays(7));

  /** Checks the bounds; throws {@link IllegalArgumentException} otherwise. */
  public KeyPolicy {
    if (rotateAfter.isNegative() || !approvalTime.isPositive() || !destructionWait.isPositive()) {
      throw new IllegalArgumentException("times of the key policy must lie above zero");
    }
    if (rotateAfterSeals < 1 || rotateAfterSeals > MOST_SEALS) {
      throw new IllegalArgumentException("a version is rotated after 1 to 2^31 seals");
    }
  }

  /** When the period of an active version is over; empty when it has none. */
  Optional<Instant> nextRotation(KeyLifeStore.Version active) {
    return active.keyring().rotatesByItself() && !rotateAfter.isZero()
        ? Optional.of(active.changedAt().plus(rotateAfter))
        : Optional.empty();
  }

  /**
   * Whether an active version is to be rotated: its period is over by the clock or by the time that
   * a service watched it, or it has sealed enough. Each way alone would do. The clock alone would
   * not when it was set back, the watched time alone not when no service runs for long.
   */
  boolean rotationDue(KeyLifeStore.Version active, Instant now) {
    if (!active.keyring().rotatesByItself()) {
      return false;
    }
    boolean periodOver =
        nextRotation(active).filter(due -> !now.isBefore(due)).isPresent()
            || (!rotateAfter.isZero() && active.activeFor().compareTo(rotateAfter) >= 0);
    return periodOver || active.sealed() + active.reserved() >= rotateAfterSeals;
  }

  /** How long a request has waited: by the clock or by the time watched, whichever is longer. */
  Duration waitedForApproval(KeyLifeStore.Destruction waiting, Instant now) {
    Duration byClock = Duration.between(waiting.requestedAt(), now);
    return byClock.compareTo(waiting.waited()) > 0 ? byClock : waiting.waited();
  }

  /** Whether nobody approved while there was time. */
  boolean expired(KeyLifeStore.Destruction waiting, Instant now) {
    return waiting.approvedBy().isEmpty()
        && waitedForApproval(waiting, now).compareTo(approvalTime) >= 0;
  }

  /** Whether an approved destruction has waited long enough, by the time watched alone. */
  boolean destructionDue(KeyLifeStore.Version version) {
    return version
        .destruction()
        .filter(waiting -> waiting.approvedBy().isPresent())
        .filter(waiting -> waiting.waited().compareTo(destructionWait) >= 0)
        .isPresent();
  }
}
