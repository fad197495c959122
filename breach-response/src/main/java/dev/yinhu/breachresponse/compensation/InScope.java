package dev.yinhu.breachresponse.compensation;

import dev.yinhu.breachresponse.IncidentId;
import java.util.Collection;
import java.util.Set;

/** Tells who is in the scope of an incident. May block; safe for use by many threads. */
@FunctionalInterface
public interface InScope {
  /**
   * Those of the persons who are.
   *
   * @param persons references, at most {@link OfferWish#MOST}
   */
  Set<String> among(IncidentId incident, Collection<String> persons);
}
