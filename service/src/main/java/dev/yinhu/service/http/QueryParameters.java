package dev.yinhu.service.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters behind the question mark of an address, each at most once. Immutable. */
public final class QueryParameters {
  private static final int MOST = 64;

  private final Map<String, String> values;

  private QueryParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads them.
   *
   * @param known those that the route takes
   * @throws ProblemException when there is another one, one comes twice, or it is not spelled right
   */
  static QueryParameters of(String uri, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, List<String>> each : decoded(uri).entrySet()) {
      if (!known.contains(each.getKey())) {
        throw invalid(
            "This route takes no parameters but: " + String.join(", ", new TreeSet<>(known)));
      }
      if (each.getValue().size() != 1) {
        throw invalid("The parameter " + each.getKey() + " comes more than once");
      }
      values.put(each.getKey(), each.getValue().getFirst());
    }
    return new QueryParameters(values);
  }

  private static Map<String, List<String>> decoded(String uri) {
    try {
      return new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST, true).parameters();
    } catch (IllegalArgumentException e) {
      throw invalid("The parameters of the address are not percent-encoded as they should be");
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.INVALID_REQUEST, detail + ".");
  }

  /** The value of one; empty when it is not there or has no value. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A whole number within bounds; the usual one when the parameter is not there.
   *
   * @throws ProblemException when it is not one, or empty
   */
  public long number(String name, long least, long most, long usual) {
    String text = values.get(name);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw expected(name, "a number from " + least + " to " + most);
    }
    throw expected(name, "a number from " + least + " to " + most);
  }

  /** A 400 that says what the parameter should be; must not repeat what it was. */
  public static ProblemException expected(String name, String expected) {
    return invalid("The parameter " + name + ": expected " + expected);
  }
}
