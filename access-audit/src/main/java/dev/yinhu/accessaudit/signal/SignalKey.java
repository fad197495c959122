package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.DrillMark;

/**
 * What a warning is about; of one rule and key at most one warning is not closed. Names of the
 * register and codes only.
 *
 * @param caller the caller, or who changed or read the log; empty when the rule looks at actors
 *     whatever their caller
 * @param actor the member of staff; empty when none was named or the rule looks at the caller
 * @param purpose empty when the rule does not ask for it
 * @param field empty when the rule does not ask for it
 * @param detail an outcome, an action or a version of the register; empty elsewhere
 */
public record SignalKey(String caller, String actor, String purpose, String field, String detail) {
  /** Whether it is about somebody who does not exist, so that the warning belongs to a drill. */
  public boolean isOfDrill() {
    return DrillMark.isOnName(caller) || DrillMark.isOnName(actor);
  }

  static SignalKey caller(String caller) {
    return new SignalKey(caller, "", "", "", "");
  }

  static SignalKey actor(String actor) {
    return new SignalKey("", actor, "", "", "");
  }

  static SignalKey of(String caller, String actor) {
    return new SignalKey(caller, actor, "", "", "");
  }

  SignalKey withPurpose(String purpose) {
    return new SignalKey(caller, actor, purpose, field, detail);
  }

  SignalKey withField(String field) {
    return new SignalKey(caller, actor, purpose, field, detail);
  }

  SignalKey withDetail(String detail) {
    return new SignalKey(caller, actor, purpose, field, detail);
  }
}
