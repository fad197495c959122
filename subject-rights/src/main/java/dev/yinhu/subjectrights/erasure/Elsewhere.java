package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;

/** What other rooms keep of a person by their reference, and forget before their key goes. */
@FunctionalInterface
public interface Elsewhere {
  /** Nobody else keeps anything. */
  Elsewhere NOTHING = (_, _) -> {};

  /**
   * Forgets the person; does no harm when it is done again, as after a crash.
   *
   * @param reference of the person in the access log
   * @param by the request that they are erased by
   */
  void forget(String reference, CaseId by);
}
