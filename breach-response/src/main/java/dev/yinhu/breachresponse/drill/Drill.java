package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An exercise as it stands.
 *
 * @param sha256 of the scenario's file
 * @param speed how many seconds of the drill pass in a second, 1 to {@value #FASTEST}
 * @param pilot whether nobody practises: the autopilot does what the textbook says
 * @param elapsed how much time of the drill was played
 * @param reached when each goal was reached, in time of the drill since it began
 * @param entries accesses that were made up so far
 * @param injects how many of the scenario's injects happened
 * @param incident what was made of its warning
 * @param trouble what the autopilot was refused last, in words; empty for nothing
 */
public record Drill(
    long number,
    String scenario,
    String sha256,
    int speed,
    boolean pilot,
    String actor,
    State state,
    Instant began,
    Optional<Instant> ended,
    Duration elapsed,
    Map<Goal, Duration> reached,
    int entries,
    int injects,
    Optional<IncidentId> incident,
    String trouble) {
  /** Copies the goals. */
  public Drill {
    reached = Map.copyOf(reached);
  }

  /** The fastest. */
  public static final int FASTEST = 3600;

  /** Where it stands. */
  public enum State {
    RUNNING,
    /** Its time is over, or its incident closed; it has a score. */
    DONE,
    /** Somebody stopped it; it has a score of what was seen. */
    STOPPED;

    /** As in tables and answers. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State parse(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
