package dev.yinhu.breachresponse.warning;

import java.util.Arrays;
import java.util.Locale;

/** Where a warning comes from. */
public enum WarningSource {
  /** A rule over the access log. */
  SIGNAL,
  /** Something that belongs to nobody was read. */
  CANARY,
  /** The scanner found plaintext where there should be none. */
  SCANNER,
  /** Requests of people that look like an attack. */
  REQUESTS,
  /** Staff saw something. */
  STAFF,
  /** Somebody called, wrote, or published it. */
  HOTLINE;

  /** As in tables and answers: {@code hotline}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of what {@link #wireName} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static WarningSource parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.wireName().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a warning comes from signal, canary, scanner, requests, staff or hotline"));
  }
}
