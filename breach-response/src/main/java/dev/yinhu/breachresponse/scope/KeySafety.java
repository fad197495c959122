package dev.yinhu.breachresponse.scope;

import java.util.Set;

/**
 * Tells whether the keys of fields are known to be safe. May block; safe for use by many threads.
 */
@FunctionalInterface
public interface KeySafety {
  /** Of no key it is known. */
  KeySafety UNKNOWN = _ -> false;

  /**
   * Whether the keys that values of all these fields are encrypted under did not get out: every one
   * is protected, and its key is in the key store's care or destroyed.
   *
   * @param fields names of fields, as the log has them
   */
  boolean isSafe(Set<String> fields);
}
