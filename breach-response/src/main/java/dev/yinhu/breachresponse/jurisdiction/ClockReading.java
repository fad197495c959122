package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A clock at one moment.
 *
 * @param clock which
 * @param appeared when an assessment first showed that the duty holds; it may be long after the
 *     start
 * @param state how it stands
 * @param elapsed since the start, until it was done or until now
 * @param done how it was done; empty when it was not
 */
public record ClockReading(
    Clock clock, Instant appeared, State state, Duration elapsed, Optional<Fulfilment> done) {

  /** How a clock stands. */
  public enum State implements WireName {
    /** Not done, and in time. */
    RUNNING("running"),
    /** Not done, and late. */
    OVERDUE("overdue"),
    /** Done in time. */
    DONE("done"),
    /** Done, but late; the reason is kept. */
    DONE_LATE("done-late"),
    /** Somebody decided on a ground of the law that it is not done, and another approved. */
    WAIVED("waived"),
    /** By the latest assessment the duty does not hold; it runs on in case it does again. */
    LAPSED("lapsed");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  /** Whether somebody must still do something. */
  public boolean open() {
    return state == State.RUNNING || state == State.OVERDUE;
  }
}
