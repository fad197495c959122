package dev.yinhu.piiscanner.job;

import java.util.Locale;

/** Where a job is in its life. */
public enum JobState {
  /** Waits for a node. */
  QUEUED,
  /** A node runs it, or did until it died. */
  RUNNING,
  /** Went to its end. */
  DONE,
  /** Cannot go on; its failure says why. */
  FAILED,
  /** Somebody stopped it. */
  CANCELLED;

  /** As it is stored and told. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JobState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing will change any more. */
  public boolean isFinal() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
