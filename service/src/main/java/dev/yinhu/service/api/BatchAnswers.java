package dev.yinhu.service.api;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.BatchResult;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the routes with batches have in common: the size, the threads and the answer. */
final class BatchAnswers {
  private final int mostItems;
  private final FreeText texts;

  /**
   * @param mostItems bounds a batch, at most {@link FieldAccess#MAX_ITEMS}
   * @param texts looks into reasons
   */
  BatchAnswers(int mostItems, FreeText texts) {
    this.mostItems = Math.min(mostItems, FieldAccess.MAX_ITEMS);
    this.texts = texts;
  }

  /**
   * Lets a request go on when its reason, if it has one, holds nothing personal: the access log
   * would never forget it. Looking may take a while, so it is done off the event loop.
   */
  Future<Answer> of(Exchange exchange, OnBehalf body, Supplier<Future<Answer>> rest) {
    String reason = body.reason();
    if (reason == null) {
      return rest.get();
    }
    return exchange
        .blocking(() -> {
          texts.check("reason", reason);
          return reason;
        })
        .compose(_ -> rest.get());
  }

  /** Refuses a request with no items or with too many. */
  void checkSize(int items) {
    if (items == 0) {
      throw new ProblemException(
          Problem.INVALID_REQUEST, "/items: expected 1 to " + mostItems + " items.");
    }
    if (items > mostItems) {
      throw new ProblemException(
          Problem.TOO_MANY_ITEMS, "At most " + mostItems + " items; split the batch.");
    }
  }

  static Requester requester(Exchange exchange, OnBehalf body) {
    return new Requester(exchange.caller().inRegister(), exchange.requestId(), body.behalf());
  }

  /**
   * Runs the request and writes its results.
   *
   * @param member the name under which a value of the results stands
   */
  static Future<Answer> of(
      Exchange exchange, Access access, List<@Nullable String> references, String member) {
    return done(exchange, access).map(result -> answer(result, references, member));
  }

  /** Runs the request, on the event loop when nothing has to be read first. */
  static Future<BatchResult> done(Exchange exchange, Access access) {
    if (!access.needsStore()) {
      return exchange.whenDone(access.finish());
    }
    return exchange
        .blocking(() -> {
          access.load();
          return access;
        })
        .compose(loaded -> exchange.whenDone(loaded.finish()));
  }

  private static Answer answer(
      BatchResult result, List<@Nullable String> references, String member) {
    if (result.allLimited()) {
      throw ProblemException.passing(
          Problem.LIMIT_EXCEEDED,
          "The caller's limit for this purpose is used up.",
          result.retryAfter().orElse(Duration.ofSeconds(1)));
    }
    return Answer.json(BatchJson.write(result, references, member));
  }
}
