package dev.yinhu.crypto.epoch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a line of the ledger tells. */
public sealed interface LedgerEntry {

  /** When it happened, in whole seconds. */
  Instant time();

  /**
   * A person was erased.
   *
   * @param pseudonym the keyed hash of their reference; it tells nothing without the ledger's key
   */
  record Erased(Instant time, LedgerHash pseudonym) implements LedgerEntry {
    /** Cuts the time to seconds. */
    public Erased {
      time = time.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /**
   * An epoch's key was destroyed: what only it wraps can be opened by nobody, and a copy of the key
   * must not come back.
   *
   * @param epoch its id, 1 or more
   */
  record EpochDestroyed(Instant time, int epoch) implements LedgerEntry {
    /** Cuts the time to seconds. */
    public EpochDestroyed {
      time = time.truncatedTo(ChronoUnit.SECONDS);
      if (epoch < 1) {
        throw new IllegalArgumentException("epochs are counted from 1");
      }
    }
  }
}
