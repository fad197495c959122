package dev.yinhu.breachresponse.severity;

import dev.yinhu.breachresponse.IncidentId;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One assessment of an incident, as it was made. Later ones never change it.
 *
 * @param number grows over all incidents
 * @param at when it was made
 * @param actor who made it, or whose change of the scope made it
 * @param judgement what was said
 * @param counts the figures it was made with
 * @param estimate the scope estimate these are from; empty when they were stated by hand
 * @param severity what the tables said
 * @param tables {@linkplain SeverityTables#digest digest} of the tables
 */
public record Assessment(
    long number,
    IncidentId incident,
    Instant at,
    String actor,
    Judgement judgement,
    Counts counts,
    OptionalLong estimate,
    Severity severity,
    String tables) {}
