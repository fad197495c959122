package dev.yinhu.breachresponse.incident;

import java.time.Instant;

/** What somebody wrote down for an incident. */
public record Note(long id, Instant at, String by, String text) {}
