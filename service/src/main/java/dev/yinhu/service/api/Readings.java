package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.log.AuditLog;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Whoever reads the access log stands in it: the reading is durable before anything is shown.
 * Blocks; safe for use by many threads.
 */
public final class Readings {
  private final AuditLog log;
  private final InstantSource clock;

  public Readings(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Who reads what.
   *
   * @param actor a caller's name, or {@code command-line}
   * @param what a stable code
   * @param subject the reference of the one person asked about
   * @param filters codes and references only
   */
  public record Reading(
      String actor,
      String requestId,
      String what,
      Optional<String> subject,
      Map<String, String> filters) {
    public Reading {
      filters = Map.copyOf(filters);
    }
  }

  /**
   * Records the reading; returns when it is durable.
   *
   * @param count how many entries are about to be shown
   * @throws dev.yinhu.accessaudit.AuditUnavailable when it cannot be recorded: show nothing
   */
  public void record(Reading reading, long count) {
    AuditEntry entry =
        new AuditEntry.Reading(
            clock.instant(),
            reading.requestId(),
            reading.actor(),
            reading.what(),
            reading.subject(),
            reading.filters(),
            count);
    try {
      log.append(entry).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
