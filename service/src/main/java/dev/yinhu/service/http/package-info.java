/**
 * The HTTP edge; with {@code cli} the only code that knows how the service is called.
 *
 * <p>A feature declares {@link dev.yinhu.service.http.Route}s: method, path, roles, handler. {@link
 * dev.yinhu.service.http.HttpService} opens one port served by several event loops. On each loop an
 * {@code Edge} does for every request what no handler should repeat: find the route, sign in, check
 * the role, read the body within its bounds, count and time, echo the request id, and turn whatever
 * went wrong into {@code application/problem+json} ({@link dev.yinhu.service.http.Problem} lists
 * the kinds). A handler sees an {@link dev.yinhu.service.http.Exchange} and gives back an {@link
 * dev.yinhu.service.http.Answer}; what blocks goes through {@code exchange.blocking(…)}. A {@link
 * dev.yinhu.service.http.StreamHandler} moves what is too long for memory, on a thread of its own
 * and as fast as the client sends and reads.
 *
 * <p>Nothing here logs, counts or answers with a path, a query, a header or a body it was sent.
 */
@NullMarked
package dev.yinhu.service.http;

import org.jspecify.annotations.NullMarked;
