package dev.yinhu.piiscanner.check;

/** Tells whether characters can be a value of some kind. Pure, linear, safe for many threads. */
@FunctionalInterface
public interface Check {
  /**
   * Whether they can be.
   *
   * @param bare the value, its separators taken out; any text, the check must bear it; valid only
   *     during the call
   */
  boolean passes(CharSequence bare);
}
