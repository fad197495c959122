package dev.yinhu.subjectrights;

import dev.yinhu.register.WireName;

/**
 * What a person asks for. Articles are those of the Personal Information Protection Law (个人信息保护法).
 */
public enum CaseType implements WireName {
  /** To see and have a copy of the data (45). */
  COPY("copy"),
  /** To have them handed to another processor (45, third paragraph). */
  TRANSFER("transfer"),
  /** To have wrong data put right (46). */
  CORRECT("correct"),
  /** To have missing data added (46). */
  SUPPLEMENT("supplement"),
  /** To have the data deleted (47). */
  DELETE("delete"),
  /** To have processing restricted or refused (44). */
  RESTRICT("restrict"),
  /** To take a consent back (15). */
  WITHDRAW("withdraw"),
  /** To close the account, which deletes what no law keeps (E-commerce Law 24). */
  CLOSE_ACCOUNT("close-account"),
  /** To have the rules of processing explained (48). */
  EXPLAIN("explain");

  private final String wire;

  CaseType(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /**
   * Whether a person has one such request at a time: of withdrawals there may be one for each
   * purpose, and of corrections one for each field, and doing one again does no harm.
   */
  public boolean isOneAtATime() {
    return this != WITHDRAW && this != CORRECT && this != SUPPLEMENT;
  }

  /** Whether its work destroys data, so that it cannot be taken back once begun. */
  public boolean isDestructive() {
    return this == DELETE || this == CLOSE_ACCOUNT;
  }
}
