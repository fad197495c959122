package dev.yinhu.register;

/** The five uses of personal information that a platform may declare; the list is closed. */
public enum Use implements WireName {
  /** Deliver what the consumer ordered. */
  PROVIDE_SERVICE("provide-service"),
  /** Improve the service for its users. */
  IMPROVE_EXPERIENCE("improve-experience"),
  /** Promotion and advertising. */
  MARKETING("marketing"),
  /** Statistics and analysis. */
  ANALYSIS("analysis"),
  /** Do what a law obliges the platform to do. */
  LEGAL_DUTY("legal-duty");

  private final String wire;

  Use(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Whether processing for this use must stop when the person withdraws consent. */
  public boolean endsOnWithdrawal() {
    return this == MARKETING || this == ANALYSIS;
  }
}
