package dev.yinhu.service.api;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.CheckpointSigner;
import dev.yinhu.accessaudit.log.StoredEntry;
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
import java.util.Set;

/**
 * Reading the access log: entries by index for staff, checkpoint and verifier key for everybody.
 */
public final class AuditRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.DPO);

  private final AuditLog log;
  private final CheckpointSigner signer;
  private final RecentCheckpoint recent = new RecentCheckpoint(Ticker.systemTicker());

  private AuditRoutes(AuditLog log, CheckpointSigner signer) {
    this.log = log;
    this.signer = signer;
  }

  /** The routes. */
  public static List<Route> of(AuditLog log, CheckpointSigner signer) {
    AuditRoutes routes = new AuditRoutes(log, signer);
    return List.of(
        Route.guarded(HttpMethod.GET, "/v1/audit/entries/{index}", READERS, routes::entry),
        Route.open(HttpMethod.GET, "/audit/log/checkpoint", routes::checkpoint),
        Route.open(HttpMethod.GET, "/audit/log/vkey", routes::verifierKey));
  }

  private Future<Answer> entry(Exchange exchange) {
    long index = index(exchange.pathParameter("index"));
    return exchange
        .blocking(() -> log.entry(index))
        .map(found ->
            found
                .map(AuditRoutes::answer)
                .orElseThrow(() ->
                    new ProblemException(
                        Problem.NOT_FOUND,
                        "The log has no entry of this index yet; its size stands in"
                            + " /audit/log/checkpoint.")));
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
    return exchange
        .whenDone(recent.note(() -> exchange.blocking(signer::checkpoint).toCompletionStage()))
        .map(Answer::text);
  }

  private Future<Answer> verifierKey(Exchange exchange) {
    return Future.succeededFuture(Answer.text(signer.key().text() + "\n"));
  }
}
