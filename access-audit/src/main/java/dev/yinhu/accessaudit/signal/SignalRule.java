package dev.yinhu.accessaudit.signal;

import java.util.Locale;
import java.util.Optional;

/** Every rule there is (docs/audit.md, "Signals", has the formulas). Their codes are stable. */
public enum SignalRule {
  /** Many people's values shown to one caller or actor within an hour. */
  BULK_READING(SignalMode.ACTIVE, "distinct subjects shown in one hour, against its own past"),
  /** Somebody at work when nobody is. */
  OFF_HOURS(SignalMode.ACTIVE, "values shown outside working hours, in one night or day off"),
  /** Going through people one after the other, each once, like clockwork. */
  ENUMERATION(SignalMode.ACTIVE, "visits in a row, each to another subject and at a regular pace"),
  /** Refusals that pile up. */
  DENIALS(SignalMode.ACTIVE, "values refused in ten minutes, against its own past"),
  /** A caller that was never seen before. */
  NEW_CALLER(SignalMode.ACTIVE, "values shown to a caller for the first time"),
  /** A member of staff who was never seen before. */
  NEW_ACTOR(SignalMode.MONITOR, "values shown in an actor's name for the first time"),
  /** A caller that names a purpose it never named. */
  NEW_PURPOSE(SignalMode.ACTIVE, "values shown to a caller for a purpose for the first time"),
  /** A caller that is shown a field it was never shown for the purpose. */
  NEW_FIELD(SignalMode.ACTIVE, "values of a field shown to a caller for the first time"),
  /** Somebody read, or looked for, what belongs to nobody. */
  CANARY_READ(SignalMode.ACTIVE, "canaries that were read or looked for"),
  /** The day's share of what the register allows is nearly or wholly used. */
  DAILY_LIMIT(SignalMode.ACTIVE, "values of the day, against the daily limit of the register"),
  /** Keys, epochs, staff tokens or rules were touched. */
  ADMIN_CHANGE(SignalMode.ACTIVE, "administrative changes that can do harm"),
  /** A version of the register that permits more than the one before. */
  RIGHTS_WIDENED(SignalMode.ACTIVE, "rights and limits that the version before did not give"),
  /** Somebody reads the log itself far more than usual. */
  LOG_READING(SignalMode.ACTIVE, "readings of the log in one hour, against its own past");

  private final SignalMode mode;
  private final String counts;

  SignalRule(SignalMode mode, String counts) {
    this.mode = mode;
    this.counts = counts;
  }

  /** The code, such as {@code bulk-reading}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode unless somebody says otherwise. */
  public SignalMode usualMode() {
    return mode;
  }

  /** Whether the rule is active whatever anybody says. */
  public boolean always() {
    return this == CANARY_READ;
  }

  /** What {@link SignalWarning#measured} counts. */
  public String counts() {
    return counts;
  }

  /** The rule of that code. */
  public static Optional<SignalRule> of(String code) {
    for (SignalRule rule : values()) {
      if (rule.code().equals(code)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
