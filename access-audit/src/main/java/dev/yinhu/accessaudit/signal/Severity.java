package dev.yinhu.accessaudit.signal;

import java.util.Locale;
import java.util.Optional;

/** How soon somebody should look, from the least on. */
public enum Severity {
  /** When there is time. */
  LOW(0),
  /** Today. */
  MEDIUM(1),
  /** Within the hour. */
  HIGH(2),
  /** Now. */
  CRITICAL(3);

  private final int rank;

  Severity(int rank) {
    this.rank = rank;
  }

  /** As it is stored; never changes. */
  int rank() {
    return rank;
  }

  static Severity ofRank(int rank) {
    for (Severity severity : values()) {
      if (severity.rank == rank) {
        return severity;
      }
    }
    throw new IllegalArgumentException("no severity has the rank " + rank);
  }

  /** As it is written outside: {@code low}, {@code medium}, {@code high}, {@code critical}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of that word. */
  public static Optional<Severity> of(String word) {
    for (Severity severity : values()) {
      if (severity.word().equals(word)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }
}
