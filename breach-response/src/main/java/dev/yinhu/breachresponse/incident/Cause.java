package dev.yinhu.breachresponse.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Root causes, as regulators' forms ask for them: inside or outside, with intent or without. */
public enum Cause {
  /** Staff who meant harm. */
  INSIDER,
  /** Staff who made a mistake: a wrong recipient, a wrong setting. */
  HUMAN_ERROR,
  /** Somebody used credentials of somebody else. */
  STOLEN_CREDENTIALS,
  /** A weakness of software. */
  VULNERABILITY,
  /** Malware, such as ransomware. */
  MALWARE,
  /** People were talked into it. */
  SOCIAL_ENGINEERING,
  /** A device, medium or document was lost or stolen. */
  LOSS_OR_THEFT,
  /** A store stood open. */
  MISCONFIGURATION,
  /** A recipient or processor of ours. */
  THIRD_PARTY,
  /** Something of nature or technique. */
  FAILURE,
  /** Looked for and not found. */
  UNKNOWN;

  /** As in tables and answers: {@code stolen-credentials}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Of what {@link #wireName} gives.
   *
   * @throws IllegalArgumentException for anything else; the message names all
   */
  public static Cause parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a cause is one of " + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(Cause::wireName).collect(Collectors.joining(", "));
  }
}
