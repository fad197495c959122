package dev.yinhu.breachresponse.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody has to do for an incident.
 *
 * @param done who did it and when, and what came of it
 */
public record Task(long id, String title, String owner, Instant due, Optional<Done> done) {
  /** How it ended. */
  public record Done(Instant at, String by, String outcome) {}

  /** Not done in time. */
  public boolean isOverdueAt(Instant now) {
    return done.map(Done::at).orElse(now).isAfter(due);
  }
}
