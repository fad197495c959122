package dev.yinhu.register;

/** The kinds that article 28 of the Personal Information Protection Law names as sensitive. */
public enum SensitiveKind implements WireName {
  /** Biometric recognition, 生物识别. */
  BIOMETRIC("biometric"),
  /** Religious belief, 宗教信仰. */
  RELIGION("religion"),
  /** Specific identity, 特定身份. */
  SPECIFIC_IDENTITY("specific-identity"),
  /** Medical care and health, 医疗健康. */
  HEALTH("health"),
  /** Financial accounts, 金融账户. */
  FINANCIAL_ACCOUNT("financial-account"),
  /** Whereabouts and movements, 行踪轨迹. */
  WHEREABOUTS("whereabouts"),
  /** Any data of a minor under fourteen, 不满十四周岁未成年人. */
  MINOR("minor");

  private final String wire;

  SensitiveKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
