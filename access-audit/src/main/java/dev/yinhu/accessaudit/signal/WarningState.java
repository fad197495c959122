package dev.yinhu.accessaudit.signal;

import java.util.Locale;
import java.util.Optional;

/** Where a warning stands. */
public enum WarningState {
  /** Somebody should look. */
  OPEN,
  /** Put off until a time; findings are still counted. */
  SNOOZED,
  /** Settled; the next finding opens another warning. */
  CLOSED,
  /** Recorded while the rule was in mode monitor; was never open. */
  MONITORED;

  /** As it is written outside and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static Optional<WarningState> of(String word) {
    for (WarningState state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
