package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.util.Set;

/** What the outcomes of items mean to the rules (docs/formats.md, "Audit entry"). */
final class Outcomes {
  private static final Set<String> SHOWN = Set.of("clear", "masked");
  private static final Set<String> REFUSED =
      Set.of("not-permitted", "not-authentic", "token-unknown", "subject-erased");
  private static final Set<String> UNCOUNTED =
      Set.of(
          "not-permitted",
          "limit-exceeded",
          "suspended",
          "consent-withdrawn",
          "consent-missing",
          "restricted",
          "bad-request");

  private Outcomes() {}

  /** A value was shown, whole or masked. */
  static boolean shown(Item item) {
    return SHOWN.contains(item.outcome());
  }

  /** A refusal of the kind that comes from trying what one should not or does not know. */
  static boolean refused(Item item) {
    return REFUSED.contains(item.outcome());
  }

  /** Counts against a daily limit (docs/register.md, "What limits count"). */
  static boolean counted(Item item) {
    return !UNCOUNTED.contains(item.outcome());
  }

  /** How many values were shown. */
  static long valuesShown(Access access) {
    long shown = 0;
    for (Item item : access.items()) {
      shown += shown(item) ? item.count() : 0;
    }
    return shown;
  }

  static String actor(Access access) {
    return access.behalf().actor().isPresent() ? access.behalf().actor().get().code() : "";
  }
}
