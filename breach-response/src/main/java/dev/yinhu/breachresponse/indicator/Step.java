package dev.yinhu.breachresponse.indicator;

import java.util.Locale;

/** What the handling of an incident is timed by. */
public enum Step {
  /** From when it happened, where that is known, until somebody or something noticed. */
  DETECT,
  /** From awareness until it was contained. */
  CONTAIN,
  /** From awareness until the first estimate of its scope. */
  SCOPE,
  /** From awareness until every duty in force was decided. */
  DECIDE,
  /** From awareness until whoever had to be told first was told. */
  NOTIFY;

  /** As in answers: {@code detect}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
