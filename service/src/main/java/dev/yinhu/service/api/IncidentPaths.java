package dev.yinhu.service.api;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.JsonBody;
import dev.yinhu.service.http.Route;
import dev.yinhu.service.http.StreamHandler;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;

/** Makes routes below one incident, which has to be known. */
record IncidentPaths(IncidentDesk incidents) {
  private static final int LONGEST_EMPTY = 64;
  private static final JsonBody<Nothing> NOTHING = JsonBody.of(Nothing.class);

  /** No members. */
  private record Nothing() {}

  /** Something that is done to an incident; blocks. Its result is the answer. */
  @FunctionalInterface
  interface Work {
    Object on(IncidentId id, Order order);
  }

  /** Reads what is wanted on the event loop. */
  @FunctionalInterface
  interface Reader {
    Work read(Exchange exchange);
  }

  Route get(String path, Reader reader) {
    return Route.guarded(
        HttpMethod.GET,
        IncidentRoutes.ONE + path,
        IncidentRoutes.READERS,
        exchange -> run(exchange, reader));
  }

  Route post(String path, Reader reader) {
    return Route.guarded(
        HttpMethod.POST,
        IncidentRoutes.ONE + path,
        IncidentRoutes.DOERS,
        exchange -> run(exchange, reader));
  }

  /** Something whose result is too long for memory. */
  @FunctionalInterface
  interface LongWork {
    void on(IncidentId id, Order order, OutputStream answer) throws IOException;
  }

  /** A POST without a body, or with an empty object. */
  Route stream(String path, LongWork work) {
    return Route.streaming(
        HttpMethod.POST,
        IncidentRoutes.ONE + path,
        IncidentRoutes.DOERS,
        exchange -> transfer(exchange, work),
        _ -> LONGEST_EMPTY);
  }

  private StreamHandler.Transfer transfer(Exchange exchange, LongWork work) {
    IncidentId id = IncidentRoutes.id(exchange);
    Order order = IncidentRoutes.order(exchange);
    return (body, answer) -> {
      byte[] sent = body.readAllBytes();
      if (sent.length > 0) {
        var _ = NOTHING.read(Buffer.buffer(sent));
      }
      var _ = incidents.known(id);
      work.on(id, order, answer);
    };
  }

  private Future<Answer> run(Exchange exchange, Reader reader) {
    IncidentId id = IncidentRoutes.id(exchange);
    Work work = reader.read(exchange);
    Order order = IncidentRoutes.order(exchange);
    return exchange.blocking(() -> {
      var _ = incidents.known(id);
      return BreachJson.answer(work.on(id, order));
    });
  }
}
