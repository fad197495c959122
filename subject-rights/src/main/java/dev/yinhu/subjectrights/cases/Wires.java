package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.WireName;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.RightsException;

/** Back from the spelling in the tables. */
final class Wires {
  private Wires() {}

  static CaseState state(String wire) {
    return of(CaseState.values(), wire);
  }

  static CaseType type(String wire) {
    return of(CaseType.values(), wire);
  }

  static RequesterKind requester(String wire) {
    return of(RequesterKind.values(), wire);
  }

  static Channel channel(String wire) {
    return of(Channel.values(), wire);
  }

  static StepState step(String wire) {
    return of(StepState.values(), wire);
  }

  static HandOutcome outcome(String wire) {
    return of(HandOutcome.values(), wire);
  }

  private static <E extends WireName> E of(E[] values, String wire) {
    for (E value : values) {
      if (value.wire().equals(wire)) {
        return value;
      }
    }
    throw new RightsException(
        "the tables of cases hold a word that this release does not know: a newer release wrote"
            + " them; use that one");
  }
}
