package dev.yinhu.service.http;

import dev.yinhu.service.callers.Role;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

/**
 * One thing that can be asked. GET routes answer HEAD too.
 *
 * @param path template such as {@code /v1/audit/entries/{index}}; a name in braces stands for one
 *     segment, and a last one such as {@code {+tile}} for one or more, as they were sent
 * @param roles who may ask; empty on open routes
 * @param open whether it is answered without a token
 * @param handling what is done
 */
public record Route(
    HttpMethod method, String path, Set<Role> roles, boolean open, Handling handling) {

  /** How the bodies of a route are handled. */
  sealed interface Handling {
    /** Whole, in memory. */
    record Whole(RouteHandler handler) implements Handling {}

    /**
     * In pieces as they come.
     *
     * @param longest the longest body, given the longest file
     */
    record Streamed(StreamHandler handler, LongUnaryOperator longest) implements Handling {}
  }

  private static final Pattern TEMPLATE =
      Pattern.compile("(/([A-Za-z0-9._-]+|\\{[a-z_]+}))+(/\\{\\+[a-z_]+})?");

  public Route {
    roles = Set.copyOf(roles);
    if (!TEMPLATE.matcher(path).matches()) {
      throw new IllegalArgumentException("not a path template: " + path);
    }
    if (open != roles.isEmpty()) {
      throw new IllegalArgumentException("a guarded route names roles, an open one none: " + path);
    }
  }

  /** A route for callers of the given roles. */
  public static Route guarded(
      HttpMethod method, String path, Set<Role> roles, RouteHandler handler) {
    return new Route(method, path, roles, false, new Handling.Whole(handler));
  }

  /** A route that needs no token. */
  public static Route open(HttpMethod method, String path, RouteHandler handler) {
    return new Route(method, path, Set.of(), true, new Handling.Whole(handler));
  }

  /**
   * A route for callers of the given roles whose body and answer pass through in pieces.
   *
   * @param longest the longest body in bytes, given the longest file that is configured
   */
  public static Route streaming(
      HttpMethod method,
      String path,
      Set<Role> roles,
      StreamHandler handler,
      LongUnaryOperator longest) {
    return new Route(method, path, roles, false, new Handling.Streamed(handler, longest));
  }

  /** The same for whoever asks; no token is needed. */
  public static Route openStreaming(
      HttpMethod method, String path, StreamHandler handler, LongUnaryOperator longest) {
    return new Route(method, path, Set.of(), true, new Handling.Streamed(handler, longest));
  }

  /** Whether requests bring a body. */
  boolean takesBody() {
    return method.equals(HttpMethod.POST)
        || method.equals(HttpMethod.PUT)
        || method.equals(HttpMethod.PATCH);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
