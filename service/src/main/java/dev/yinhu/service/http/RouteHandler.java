package dev.yinhu.service.http;

import io.vertx.core.Future;

/**
 * What a route does. Called on the event loop, after sign-in and role check, with the whole body in
 * memory; must not block. Throwing and a failed future mean the same: a problem is sent.
 */
@FunctionalInterface
public interface RouteHandler {

  /** Handles one request; the future completes on the event loop that called. */
  Future<Answer> handle(Exchange exchange);
}
