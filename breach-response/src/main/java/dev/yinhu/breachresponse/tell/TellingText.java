package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.notices.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said, in codes that the text {@code incident-people} has words for: all of what PIPL 57
 * asks for, in its three groups. Nothing of it can be left out.
 *
 * @param kinds the kinds of information concerned (1), one to three, the most sensitive first
 * @param cause how it came to it (1), such as {@code attack}
 * @param harm what it may do (1), such as {@code fraud}
 * @param remedy what was done (2), such as {@code stopped}
 * @param help what they can do (2), such as {@code password}
 * @param contact whom to ask (3), such as {@code hotline}
 */
public record TellingText(
    List<String> kinds, String cause, String harm, String remedy, String help, String contact) {
  private static final int MOST_KINDS = 3;
  private static final String NONE = "none";
  private static final List<String> KINDS = List.of("kind", "second-kind", "third-kind");

  /** Checks the kinds, and copies. */
  public TellingText {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || kinds.size() > MOST_KINDS || kinds.contains(NONE)) {
      throw new IllegalArgumentException("a notice of an incident names one to three kinds");
    }
    if (kinds.stream().distinct().count() != kinds.size()) {
      throw new IllegalArgumentException("a notice of an incident names each kind once");
    }
  }

  /** The codes by the text's names for them. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < MOST_KINDS; i++) {
      words.put(KINDS.get(i), i < kinds.size() ? kinds.get(i) : NONE);
    }
    words.put("cause", cause);
    words.put("harm", harm);
    words.put("remedy", remedy);
    words.put("help", help);
    words.put("contact", contact);
    return Map.copyOf(words);
  }

  /** All that the text wants. */
  static Map<String, Parameter> parameters(
      IncidentId incident, Role role, Map<String, String> words) {
    Map<String, Parameter> found = new HashMap<>();
    words.forEach((name, code) -> found.put(name, new Parameter.Code(code)));
    found.put("whose", new Parameter.Code(role == Role.GUARDIAN ? "child" : "own"));
    found.put("reference", new Parameter.Reference(incident.toString()));
    return found;
  }
}
