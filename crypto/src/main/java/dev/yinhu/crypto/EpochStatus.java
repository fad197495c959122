package dev.yinhu.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The epochs, and from which backups an erased person is out of reach.
 *
 * @param epochs all there ever were that this database knows, oldest first
 * @param every how long an epoch is current
 * @param nextRotation when the current one is replaced
 * @param waiting how many subject keys are still to be wrapped under the current epoch
 * @param ledgerLines how many lines of the erasure ledger this database has applied
 * @param since when the first epoch began: backups from before it know no epochs
 * @param outOfReachUntil erased people are out of reach of every backup taken between {@code since}
 *     and this time; empty while there is no such backup
 * @param lastDrain how long the last epoch that was destroyed took from its replacement to its end
 */
public record EpochStatus(
    List<Epoch> epochs,
    Duration every,
    Instant nextRotation,
    long waiting,
    long ledgerLines,
    Instant since,
    Optional<Instant> outOfReachUntil,
    Optional<Duration> lastDrain) {
  /** Copies the list. */
  public EpochStatus {
    epochs = List.copyOf(epochs);
  }

  /**
   * One epoch.
   *
   * @param fingerprint tells its key from another one
   * @param draining when it was replaced
   * @param destroyed when its key was destroyed
   */
  public record Epoch(
      int id,
      EpochState state,
      String fingerprint,
      Instant created,
      Optional<Instant> draining,
      Optional<Instant> destroyed) {}

  /**
   * The horizon: an erased person is out of reach of every backup of the database that is older,
   * provided that no copy of the key directory is kept longer than that either.
   */
  public Duration horizon() {
    return every.plus(lastDrain.orElse(Duration.ZERO));
  }

  /** The horizon in one sentence. */
  public String horizonText() {
    String now =
        outOfReachUntil
            .map(until -> "now of every backup taken from " + since + " to " + until)
            .orElse("now of none: the first epoch still lives");
    return "an erased person is out of reach of every backup older than %s and the time that the keys take to follow (last %s); %s"
        .formatted(words(every), lastDrain.map(EpochStatus::words).orElse("unknown"), now);
  }

  /** In the largest unit of which there are two. */
  private static String words(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    if (time.toHours() > 1) {
      return time.toHours() + " hours";
    }
    return time.toMinutes() > 1 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }
}
