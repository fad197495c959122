package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.jurisdiction.Wording;
import dev.yinhu.register.WireName;
import java.time.Duration;
import java.util.List;

/**
 * Something that happens during a drill.
 *
 * @param at since the drill began
 * @param lasts how long an outage lasts; zero for others
 * @param text what those who practise are told
 * @param callers those of the leak that a first estimate knows of; empty for others
 */
public record Inject(Duration at, Kind kind, Duration lasts, Wording text, List<String> callers) {
  /** What happens. */
  public enum Kind implements WireName {
    /** Somebody tells something: a note for the incident. */
    MESSAGE("message"),
    /** Somebody calls: a warning. */
    HOTLINE("hotline"),
    /** Somebody is sure that it is only these callers, and is wrong. */
    ESTIMATE("estimate"),
    /** Notices do not leave for a while. */
    OUTAGE("outage"),
    /** Somebody wants an answer: a task for the incident. */
    QUESTION("question");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }

    static Kind parse(String text) {
      for (Kind each : values()) {
        if (each.wire.equals(text)) {
          return each;
        }
      }
      throw new IllegalArgumentException("not a kind of inject");
    }
  }

  /** Copies the list. */
  public Inject {
    callers = List.copyOf(callers);
  }
}
