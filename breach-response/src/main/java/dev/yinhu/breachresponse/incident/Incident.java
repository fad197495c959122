package dev.yinhu.breachresponse.incident;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import java.time.Instant;

/**
 * An incident as it stands.
 *
 * @param title a short text of staff, without anything personal
 * @param owner who is responsible, as the log names them
 * @param reopened how often it was opened again after it was closed
 * @param version grows with each change of the incident's own row
 */
public record Incident(
    IncidentId id,
    String title,
    IncidentState state,
    IncidentTimes times,
    String owner,
    int reopened,
    long version,
    Instant openedAt,
    String openedBy) {}
