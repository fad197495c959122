package dev.yinhu.breachresponse.scope;

import java.util.List;
import java.util.Map;

/**
 * Tells which persons are minors under fourteen, whose data are all sensitive (PIPL 28) and whose
 * guardians are told too. May block; safe for use by many threads.
 */
@FunctionalInterface
public interface Minors {
  /** Nobody knows. */
  Minors UNKNOWN = _ -> Map.of();

  /**
   * Whether they are minors.
   *
   * @param references some thousand at most
   * @return true for a minor, false for one who is not; nothing for those of whom it is not known
   */
  Map<String, Boolean> among(List<String> references);
}
