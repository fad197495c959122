package dev.yinhu.service.api;

import dev.yinhu.breachresponse.containment.Containments;
import dev.yinhu.breachresponse.drill.Drills;
import dev.yinhu.breachresponse.indicator.IncidentFigures;

/** All rooms of breach response, for the command line. Thread-safe; blocks. */
public record BreachDesk(
    IncidentDesk incidents,
    LawDesk laws,
    Containments containments,
    PeopleDesk people,
    Drills drills,
    IncidentFigures figures) {}
