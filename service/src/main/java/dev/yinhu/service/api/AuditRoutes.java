package dev.yinhu.service.api;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.publish.CheckpointPublisher;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reading the access log: entries by index for staff, checkpoint and verifier key for everybody.
 */
public final class AuditRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.DPO);
  private static final List<Map.Entry<String, String>> FRESH_FOR_A_SECOND =
      List.of(Map.entry("cache-control", "public, max-age=1"));

  private final AuditLog log;
  private final CheckpointPublisher publisher;
  private final EntryReadings readings;

  private AuditRoutes(AuditLog log, CheckpointPublisher publisher, EntryReadings readings) {
    this.log = log;
    this.publisher = publisher;
    this.readings = readings;
  }

  /** The routes. */
  public static List<Route> of(
      AuditLog log, CheckpointPublisher publisher, EntryReadings readings) {
    AuditRoutes routes = new AuditRoutes(log, publisher, readings);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/audit/entries/{index}", READERS, routes::entry),
        Route.open(HttpMethod.GET, "/audit/log/checkpoint", routes::checkpoint),
        Route.open(HttpMethod.GET, "/audit/log/vkey", routes::verifierKey));
  }

  private Future<Answer> entry(Exchange exchange) {
    long index = index(exchange.pathParameter("index"));
    return exchange
        .blocking(() -> {
          Optional<StoredEntry> found = found(index);
          if (found.isPresent()) {
            readings.entry(exchange, index);
          }
          return found;
        })
        .map(found ->
            found
                .map(AuditRoutes::answer)
                .orElseThrow(() ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "The log has no entry of this index yet; its size stands in"
                            + " /audit/log/checkpoint.")));
  }

  private Optional<StoredEntry> found(long index) {
    Optional<StoredEntry> entry = log.entry(index);
    if (entry.isEmpty() && index < log.firstKept()) {
      throw PrunedProblem.below(log.firstKept());
    }
    return entry;
  }

  /** Reads the index of an entry. */
  static long index(String text) {
    try {
      long index = Long.parseLong(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw badIndex();
    }
    throw badIndex();
  }

  private static ProblemException badIndex() {
    return new ProblemException(
        Problem.INVALID_REQUEST, "The index of an entry is a number from 0.");
  }

  private static Answer answer(StoredEntry entry) {
    return Answer.json(EntryAnswers.write(Buffer.buffer(), entry));
  }

  private Future<Answer> checkpoint(Exchange exchange) {
    Answer answer = Answer.text(publisher.checkpoint());
    return Future.succeededFuture(
        new Answer(answer.status(), answer.contentType(), answer.body(), FRESH_FOR_A_SECOND));
  }

  private Future<Answer> verifierKey(Exchange exchange) {
    return exchange
        .blocking(publisher::keys)
        .map(keys ->
            Answer.text(
                keys.stream().map(NoteKey::text).collect(Collectors.joining("\n", "", "\n"))));
  }
}
