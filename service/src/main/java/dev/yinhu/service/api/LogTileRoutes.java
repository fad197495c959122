package dev.yinhu.service.api;

import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.accessaudit.proof.PublishedRead.Beyond;
import dev.yinhu.accessaudit.proof.PublishedRead.Present;
import dev.yinhu.accessaudit.proof.PublishedRead.Pruned;
import dev.yinhu.accessaudit.proof.PublishedTree;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.QueryParameters;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What others verify the access log with: its tiles, entry bundles and proofs. All within the last
 * published checkpoint, which stands at {@code /audit/log/checkpoint}.
 */
public final class LogTileRoutes {
  private static final Set<Role> READERS = EnumSet.of(Role.AUDITOR, Role.DPO);

  private static final long TO_THE_END = -1;

  private final PublishedLog log;
  private final EntryReadings readings;

  private LogTileRoutes(PublishedLog log, EntryReadings readings) {
    this.log = log;
    this.readings = readings;
  }

  /** The routes. */
  public static List<Route> of(PublishedLog log, EntryReadings readings) {
    LogTileRoutes routes = new LogTileRoutes(log, readings);
    return List.of(
        Route.guarded(HttpMethod.GET, "/audit/log/tile/{+tile}", READERS, routes::tile),
        Route.guarded(
            HttpMethod.GET, "/v1/audit/entries/{index}/proof", READERS, routes::inclusion),
        Route.guarded(HttpMethod.GET, "/v1/audit/consistency", READERS, routes::consistency));
  }

  private Future<Answer> tile(Exchange exchange) {
    TilePath path =
        TilePath.parse("tile/" + exchange.pathParameter("tile"))
            .orElseThrow(() ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "No tile or entry bundle has this name; C2SP tlog-tiles says how they are"
                        + " named."));
    return exchange.blocking(() -> {
      var tile = present(log.now().tile(path));
      if (path instanceof TilePath.Entries bundle) {
        readings.bundle(exchange, bundle);
      }
      return Answer.immutable(tile);
    });
  }

  private Future<Answer> inclusion(Exchange exchange) {
    long index = AuditRoutes.index(exchange.pathParameter("index"));
    return exchange.blocking(() -> {
      TlogProof proof = present(log.now().inclusion(index));
      return Answer.text(proof.text());
    });
  }

  private record Consistency(long from, long to, List<String> hashes) {}

  private Future<Answer> consistency(Exchange exchange) {
    QueryParameters asked = exchange.query(Set.of("from", "to"));
    long smaller = asked.number("from", 0, Long.MAX_VALUE, 0);
    long to = asked.number("to", 0, Long.MAX_VALUE, TO_THE_END);
    return exchange.blocking(() -> {
      PublishedTree tree = log.now();
      long larger = to == TO_THE_END ? Math.max(smaller, tree.size()) : to;
      if (smaller > larger) {
        throw new ProblemException(
            Problem.INVALID_REQUEST, "The size in from is greater than the one in to.");
      }
      ConsistencyProof proof = present(tree.consistency(smaller, larger));
      return Answer.json(
          new Consistency(
              smaller,
              larger,
              proof.hashes().stream().map(Base64.getEncoder()::encodeToString).toList()));
    });
  }

  private static <T> T present(PublishedRead<T> read) {
    return switch (read) {
      case Present<T>(T value) -> value;
      case Beyond<T>(long size) ->
          throw new ProblemException(
              Problem.NOT_FOUND,
              "The published checkpoint has %d entries, and this reaches beyond; it may be there a"
                      .formatted(size)
                  + " moment later.");
      case Pruned<T>(long firstKept) -> throw PrunedProblem.below(firstKept);
    };
  }
}
