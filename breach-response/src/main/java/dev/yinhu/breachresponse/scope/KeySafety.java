package dev.yinhu.breachresponse.scope;

import java.util.Optional;
import java.util.Set;

/**
 * Tells whether the keys of fields are known to be safe. May block; safe for use by many threads.
 */
@FunctionalInterface
public interface KeySafety {
  /** Of no key it is known. */
  KeySafety UNKNOWN = _ -> Optional.of("not-known");

  /**
   * Why the keys that values of all these fields are encrypted under may have got out, or nobody
   * knows; empty when they are safe: every field is protected, and its keys are in the key store's
   * care or destroyed.
   *
   * @param fields names of fields, as the log has them
   * @return a stable code, such as {@code key-compromised}
   */
  Optional<String> doubt(Set<String> fields);
}
