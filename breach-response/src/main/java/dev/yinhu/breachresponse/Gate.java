package dev.yinhu.breachresponse;

import java.util.List;

/** A room that may keep an incident from its next state. Called within the act; reads only. */
@FunctionalInterface
public interface Gate {
  /**
   * What is still to be done.
   *
   * @param code stable, such as {@code decision-missing}
   * @param text what, in a sentence that says what to do; nothing personal
   */
  record Missing(String code, String text) {}

  /** What keeps the incident from that state; empty when nothing does. */
  List<Missing> missing(IncidentId incident, IncidentState next);
}
