package dev.yinhu.notices;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is said: a text by name and version, the language, and what is filled in.
 *
 * @param template 1 to 63 of {@code a-z 0-9 -}, beginning with a letter
 * @param version from 1
 * @param parameters by their names in the template, at most 20
 */
public record Message(
    String template, int version, Language language, Map<String, Parameter> parameters) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int MOST_PARAMETERS = 20;

  /** Checks names and bounds, and copies. */
  public Message {
    if (!NAME.matcher(template).matches()
        || !parameters.keySet().stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("names of templates and parameters must match " + NAME);
    }
    if (version < 1 || parameters.size() > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "a message has a version from 1 and at most %d parameters: %s"
              .formatted(MOST_PARAMETERS, template));
    }
    parameters = Map.copyOf(parameters);
  }

  /** The parameters as stored: a line each, in the order of their names. */
  String parametersWire() {
    SortedMap<String, Parameter> sorted = new TreeMap<>(parameters);
    return sorted.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue().kind() + " " + each.getValue().wire())
        .collect(Collectors.joining("\n"));
  }

  /** Of what {@link #parametersWire} writes. */
  static Map<String, Parameter> parametersOf(String wire) {
    return wire.lines()
        .map(line -> line.split(" ", 3))
        .collect(Collectors.toMap(part -> part[0], part -> Parameter.parse(part[1], part[2])));
  }
}
