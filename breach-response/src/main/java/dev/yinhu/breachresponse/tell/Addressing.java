package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;

/** Makes sure that contacts can be opened, before anybody is told. */
@FunctionalInterface
public interface Addressing {
  /** Contacts need nothing beforehand. */
  Addressing AT_HAND = (_, _) -> true;

  /**
   * Does what is missing; takes as long as it takes. Blocks; safe for use by many threads and
   * nodes.
   *
   * @param scope the version of the scope
   * @return false when it is not done: another node is at it, or a store does not answer; asked
   *     again later
   */
  boolean ready(IncidentId incident, long scope);
}
