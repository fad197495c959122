package dev.yinhu.service.api;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.service.http.Answer;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Makes routes below one incident, which has to be known. */
record IncidentPaths(IncidentDesk incidents) {
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
