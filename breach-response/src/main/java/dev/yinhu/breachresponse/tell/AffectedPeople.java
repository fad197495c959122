package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import java.util.stream.Stream;

/** Whom incidents concern. May block; safe for use by many threads. */
public interface AffectedPeople {
  /** Of the latest estimate of the scope; grows with each estimate. 0 when there is none. */
  long version(IncidentId incident);

  /**
   * The persons of the latest estimate, each once, in ascending order of the bytes of their
   * references; closed by who asked.
   */
  Stream<Affected> of(IncidentId incident);
}
