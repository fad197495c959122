package dev.yinhu.breachresponse.scope;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;

/**
 * One estimate of the scope of an incident, as it was made. Later ones never change it.
 *
 * @param number grows over all incidents
 * @param at when it was made
 * @param actor who made it
 * @param query which accesses belong to the incident
 * @param treeSize how many entries the log had
 * @param root root of the log's tree at that size, 64 hexadecimal digits
 * @param figures what was found
 */
public record ScopeEstimate(
    long number,
    IncidentId incident,
    Instant at,
    String actor,
    ScopeQuery query,
    long treeSize,
    String root,
    ScopeFigures figures) {}
