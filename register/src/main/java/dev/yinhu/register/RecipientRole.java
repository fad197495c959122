package dev.yinhu.register;

/** What a recipient is to the platform, which decides the duties towards the person. */
public enum RecipientRole implements WireName {
  /** Processes on the platform's behalf (委托处理, PIPL 21). */
  PROCESSOR("processor"),
  /** Receives the data for its own purposes (向其他处理者提供, PIPL 23). */
  HANDLER("handler"),
  /** Decides together with the platform (共同处理, PIPL 20). */
  JOINT("joint");

  private final String wire;

  RecipientRole(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
