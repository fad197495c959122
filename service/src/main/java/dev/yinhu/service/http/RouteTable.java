package dev.yinhu.service.http;

import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: one hash lookup for fixed paths, which the hot ones are, then the
 * templates segment by segment. A path matches as it was sent: no collapsing of slashes or dots, so
 * two spellings are never the same place. Immutable.
 */
final class RouteTable {

  /** What a path leads to. */
  sealed interface Match {
    /** A route and the decoded values of its template names. */
    record Found(MeteredRoute route, Map<String, String> parameters) implements Match {}

    /** Other methods only; {@code allowed} is the Allow header. */
    record OtherMethods(String allowed) implements Match {}

    /** Nothing. */
    record Nowhere() implements Match {}
  }

  /**
   * @param rest name of the last part, which takes all further segments; empty when there is none
   */
  private record Template(
      List<String> segments, String rest, Map<HttpMethod, MeteredRoute> byMethod) {

    static Template of(String path, Map<HttpMethod, MeteredRoute> byMethod) {
      var segments = RouteTable.segments(path);
      var last = segments.getLast();
      return last.startsWith(REST)
          ? new Template(
              segments.subList(0, segments.size() - 1),
              last.substring(REST.length(), last.length() - 1),
              byMethod)
          : new Template(segments, "", byMethod);
    }
  }

  private static final String REST = "{+";
  private static final Match NOWHERE = new Match.Nowhere();

  private final Map<String, Map<HttpMethod, MeteredRoute>> fixed = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();

  RouteTable(List<MeteredRoute> routes) {
    var byPath = new LinkedHashMap<String, Map<HttpMethod, MeteredRoute>>();
    for (var route : routes) {
      var methods = byPath.computeIfAbsent(route.route().path(), _ -> new HashMap<>());
      if (methods.put(route.route().method(), route) != null) {
        throw new IllegalArgumentException("two routes for " + route.route());
      }
    }
    byPath.forEach((path, methods) -> {
      if (path.contains("{")) {
        templates.add(Template.of(path, methods));
      } else {
        fixed.put(path, methods);
      }
    });
  }

  Match find(HttpMethod method, @Nullable String path) {
    if (path == null) {
      return NOWHERE;
    }
    var methods = fixed.get(path);
    return methods != null ? choose(method, methods, Map.of()) : findTemplate(method, path);
  }

  private static Match choose(
      HttpMethod method, Map<HttpMethod, MeteredRoute> methods, Map<String, String> parameters) {
    var route = methods.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    return route == null
        ? new Match.OtherMethods(allowed(methods))
        : new Match.Found(route, parameters);
  }

  private static String allowed(Map<HttpMethod, MeteredRoute> methods) {
    var names = new TreeSet<String>();
    methods.keySet().forEach(method -> names.add(method.name()));
    if (methods.containsKey(HttpMethod.GET)) {
      names.add("HEAD");
    }
    return String.join(", ", names);
  }

  private Match findTemplate(HttpMethod method, String path) {
    if (!path.startsWith("/")) {
      return NOWHERE;
    }
    var segments = segments(path);
    for (var template : templates) {
      var parameters = fit(template, segments);
      if (parameters != null) {
        return choose(method, template.byMethod(), parameters);
      }
    }
    return NOWHERE;
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static @Nullable Map<String, String> fit(Template template, List<String> segments) {
    int fixed = template.segments().size();
    var rest = segments.subList(Math.min(fixed, segments.size()), segments.size());
    if (segments.size() < fixed || template.rest().isEmpty() != rest.isEmpty()) {
      return null;
    }
    var parameters = new HashMap<String, String>();
    for (int i = 0; i < fixed; i++) {
      var named = template.segments().get(i);
      if (named.startsWith("{")) {
        var value = decoded(segments.get(i));
        if (value == null || value.isEmpty()) {
          return null;
        }
        parameters.put(named.substring(1, named.length() - 1), value);
      } else if (!named.equals(segments.get(i))) {
        return null;
      }
    }
    if (!rest.isEmpty()) {
      parameters.put(template.rest(), String.join("/", rest));
    }
    return parameters;
  }

  private static @Nullable String decoded(String segment) {
    try {
      return segment.indexOf('%') < 0
          ? segment
          : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
