package dev.yinhu.breachresponse;

import java.util.Locale;
import java.util.Optional;

/**
 * Where an incident stands, in order. {@code WARNING} is before it: a warning that nobody has
 * promoted yet has no incident.
 */
public enum IncidentState {
  /** Promoted or opened by hand: somebody is responsible, clocks run. */
  OPEN,
  /** The leak is stopped. */
  CONTAINED,
  /** Scope, severity and who must be told are decided. */
  ASSESSED,
  /** Whoever must be told was told. */
  NOTIFIED,
  /** The cause is removed, damage is made good. */
  RECTIFIED,
  /** After the post-mortem. */
  CLOSED;

  /** The one that follows; empty after the last. */
  public Optional<IncidentState> next() {
    return switch (this) {
      case OPEN -> Optional.of(CONTAINED);
      case CONTAINED -> Optional.of(ASSESSED);
      case ASSESSED -> Optional.of(NOTIFIED);
      case NOTIFIED -> Optional.of(RECTIFIED);
      case RECTIFIED -> Optional.of(CLOSED);
      case CLOSED -> Optional.empty();
    };
  }

  /** As in tables and answers: {@code contained}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of what {@link #wireName} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static IncidentState parse(String text) {
    for (IncidentState each : values()) {
      if (each.wireName().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a state of an incident");
  }
}
