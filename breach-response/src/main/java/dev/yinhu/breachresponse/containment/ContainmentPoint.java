package dev.yinhu.breachresponse.containment;

/**
 * A place outside of field access that holds something back: where callers sign in, where data are
 * handed to recipients. Told on every node; be quick. Safe for use by many threads.
 */
@FunctionalInterface
public interface ContainmentPoint {
  /** From now on this is in force. Called again with the same now and then. */
  void inForce(InForce now);
}
