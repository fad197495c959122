package dev.yinhu.register;

/** The seven grounds of article 13 of the Personal Information Protection Law. */
public enum LegalBasis implements WireName {
  /** Consent of the person. */
  CONSENT("consent", 1, "取得个人的同意"),
  /** Necessary for a contract with the person, or for lawful personnel management. */
  CONTRACT("contract", 2, "为订立、履行个人作为一方当事人的合同所必需,或者按照依法制定的劳动规章制度和依法签订的集体合同实施人力资源管理所必需"),
  /** Necessary for statutory duties or obligations. */
  LEGAL_DUTY("legal-duty", 3, "为履行法定职责或者法定义务所必需"),
  /** Public-health emergency, or protection of life, health and property in an emergency. */
  EMERGENCY("emergency", 4, "为应对突发公共卫生事件,或者紧急情况下为保护自然人的生命健康和财产安全所必需"),
  /** News reporting and supervision by public opinion, within reason. */
  NEWS("news", 5, "为公共利益实施新闻报道、舆论监督等行为,在合理的范围内处理个人信息"),
  /** Information that the person made public or that is lawfully public, within reason. */
  DISCLOSED("disclosed", 6, "在合理的范围内处理个人自行公开或者其他已经合法公开的个人信息"),
  /** Other circumstances that laws and administrative regulations provide for. */
  OTHER_LAW("other-law", 7, "法律、行政法规规定的其他情形");

  private final String wire;
  private final int item;
  private final String chinese;

  LegalBasis(String wire, int item, String chinese) {
    this.wire = wire;
    this.item = item;
    this.chinese = chinese;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The number of the item within article 13, 1 to 7. */
  public int item() {
    return item;
  }

  /** The ground in the words of the law. */
  public String chinese() {
    return chinese;
  }
}
