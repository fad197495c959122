package dev.yinhu.breachresponse.tell;

import java.util.Locale;

/** Where a run of notices stands. */
public enum TellingState {
  /** Not everybody of the scope is in the outbox yet. */
  RUNNING,
  /** Everybody of the scope that it saw is in the outbox; what became of them is in the totals. */
  DONE,
  /** Somebody stopped it; what had not left yet was stopped too. */
  CANCELLED;

  /** As in tables and answers: {@code running}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TellingState parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
