package dev.yinhu.subjectrights.identity;

import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.RequesterKind;
import java.util.Set;

/**
 * What is proven of who asks.
 *
 * @param vouched the platform has vouched for the person
 * @param coded a code to an old contact came back
 * @param steppedUp the platform has vouched for a second factor of its own
 * @param related staff accepted the proof of being guardian, near relative or agent
 */
record Proof(boolean vouched, boolean coded, boolean steppedUp, boolean related) {
  static final Proof NONE = new Proof(false, false, false, false);

  private static final Set<CaseType> STEP_UP =
      Set.of(CaseType.COPY, CaseType.TRANSFER, CaseType.DELETE, CaseType.CLOSE_ACCOUNT);

  /**
   * Whether a code, or a second factor of the platform's, is asked for: what is asked would give
   * the data away, or destroy it.
   */
  static boolean needsCode(CaseType type, RequesterKind requester) {
    // The contacts of somebody who died are read by nobody, or by the wrong one.
    return STEP_UP.contains(type) && requester != RequesterKind.NEAR_RELATIVE;
  }

  boolean suffices(CaseType type, RequesterKind requester) {
    boolean known = requester.needsProof() ? related : vouched;
    return known && (coded || isSteppedUp(requester) || !needsCode(type, requester));
  }

  /** Who asks for somebody else was not signed in as them. */
  private boolean isSteppedUp(RequesterKind requester) {
    return steppedUp && !requester.needsProof();
  }

  /** As the history of the case has it. */
  String how(RequesterKind requester) {
    String who = requester.needsProof() ? "proof-of-relation" : "vouched";
    if (coded) {
      return who + "-and-code";
    }
    return isSteppedUp(requester) ? who + "-and-step-up" : who;
  }
}
