package dev.yinhu.subjectrights.clock;

import dev.yinhu.register.calendar.Due;

/** What comes of telling the person that a deadline is put off. */
public sealed interface ExtensionAnswer {
  /**
   * It is put off.
   *
   * @param due when it is due then
   */
  record Granted(Due due) implements ExtensionAnswer {}

  /**
   * It was due already, or is at this very instant: the person must be told before.
   *
   * @param due when it was due
   */
  record TooLate(Due due) implements ExtensionAnswer {}

  /** The rule knows no extension. */
  record NotForeseen() implements ExtensionAnswer {}

  /**
   * It was put off as often as the rule lets.
   *
   * @param times how often that is
   */
  record UsedUp(int times) implements ExtensionAnswer {}
}
