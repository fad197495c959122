package dev.yinhu.breachresponse.warning;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a warning turned out to be. */
public enum Triage {
  /** Nothing of the kind happened. */
  FALSE_POSITIVE,
  /** It happened and was in order. */
  BENIGN,
  /** Somebody tried the warning itself out. */
  TEST,
  /** Another warning tells of the same. */
  DUPLICATE,
  /** It happened, was not in order, and nobody is affected. */
  WITHOUT_IMPACT,
  /** It may be a leak: an incident goes on with it. Given by promoting alone. */
  PROMOTED;

  /** As in tables and answers: {@code false-positive}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Of what {@link #wireName} gives.
   *
   * @throws IllegalArgumentException for anything else; the message names all
   */
  public static Triage parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a result is one of " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Triage::wireName).collect(Collectors.joining(", "));
  }
}
