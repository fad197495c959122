package dev.yinhu.breachresponse;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The leave by two people that some acts need. */
@FunctionalInterface
public interface Leave {
  /**
   * Uses up a leave within the act that it is for.
   *
   * @param handle the act's transaction: when it fails, the leave is not used
   * @param what the act, such as {@code tell-people}
   * @throws ActRefused when two people have not agreed to it
   */
  void use(Handle handle, IncidentId incident, String what, Order order, Instant now);
}
