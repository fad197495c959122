package dev.yinhu.breachresponse.compensation;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;

/**
 * An offer to a person.
 *
 * @param person the reference of the subject directory
 */
public record Offer(
    long id,
    IncidentId incident,
    String person,
    CompensationKind kind,
    Money amount,
    Instant until,
    OfferState state) {}
