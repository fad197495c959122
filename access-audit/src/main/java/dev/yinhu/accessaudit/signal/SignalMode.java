package dev.yinhu.accessaudit.signal;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a rule's findings. Its detector counts in every mode. */
public enum SignalMode {
  /** They open warnings. */
  ACTIVE,
  /** They are recorded as warnings that are not open and tell nobody: for trying a rule out. */
  MONITOR,
  /** Nothing. */
  OFF;

  /** As it is written outside: {@code active}, {@code monitor}, {@code off}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of that word. */
  public static Optional<SignalMode> of(String word) {
    for (SignalMode mode : values()) {
      if (mode.word().equals(word)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
