package dev.yinhu.subjectrights.cases;

import dev.yinhu.register.WireName;

/** Where a case stands. {@link CaseFlow} says what may follow what. */
public enum CaseState implements WireName {
  /** It came in; nobody has proven yet who asks. */
  RECEIVED("received"),
  /** Who asks is proven; the work is being planned or done. */
  RUNNING("running"),
  /** A time runs in which the person may still take it back. */
  COOLING_OFF("cooling-off"),
  /** Something that ends by itself stands against it, such as an open order or a legal hold. */
  DEFERRED("deferred"),
  /** A step cannot go on without somebody. */
  NEEDS_HUMAN("needs-human"),
  /** Every store has answered, and what there is to prove is proven. */
  COMPLETED("completed"),
  /** Refused, with a reason that the law knows. */
  REFUSED("refused"),
  /** Taken back by who asked, or stopped by the person concerned. */
  CANCELLED("cancelled"),
  /** Nobody proved in time who asks. */
  EXPIRED("expired");

  private final String wire;

  CaseState(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether nothing follows any more. */
  public boolean isEnded() {
    return switch (this) {
      case COMPLETED, REFUSED, CANCELLED, EXPIRED -> true;
      case RECEIVED, RUNNING, COOLING_OFF, DEFERRED, NEEDS_HUMAN -> false;
    };
  }
}
