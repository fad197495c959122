package dev.yinhu.subjectrights.refusal;

import dev.yinhu.register.Label;
import dev.yinhu.register.WireName;

/**
 * Why a request was refused. A refusal without reason is itself unlawful (PIPL 50), so there is no
 * code for "other". Laws: 个人信息保护法 (PIPL), 网络数据安全管理条例 (Network Data Regulation), 电子商务法 (E-commerce
 * Law).
 */
public enum RefusalCode implements WireName {
  /** Nobody proved that the person asks, or somebody who may ask for them. */
  IDENTITY_NOT_PROVEN(
      "identity-not-proven",
      "电子商务法第二十四条",
      "未能核实申请人身份",
      "It was not proven that the request comes from the person concerned"),
  /** A guardian, relative or agent did not prove that they may ask for the person. */
  NO_AUTHORITY(
      "no-authority",
      "个人信息保护法第三十一条、第四十九条",
      "未提供监护、近亲属或者委托关系的证明",
      "Guardianship, kinship or authorisation was not proven"),
  /** The person who died had arranged otherwise. */
  ARRANGED_OTHERWISE(
      "arranged-otherwise",
      "个人信息保护法第四十九条",
      "死者生前另有安排",
      "The deceased had arranged otherwise while alive"),
  /** A law wants everything that was asked to be deleted to be kept for a time. */
  KEPT_BY_LAW(
      "kept-by-law",
      "个人信息保护法第四十七条第二款",
      "法律、行政法规规定的保存期限未届满，已停止除存储和采取必要的安全保护措施之外的处理",
      "A law keeps these data for a time; all processing but storing and securing them has"
          + " stopped"),
  /** A law forbids to tell, or demands secrecy. */
  SECRECY_BY_LAW(
      "secrecy-by-law",
      "个人信息保护法第四十五条第一款、第十八条第一款",
      "法律、行政法规规定应当保密或者不需要告知",
      "A law demands secrecy or does not require telling"),
  /** The data to be handed over are not of the kind, or the way is not possible. */
  TRANSFER_NOT_COVERED(
      "transfer-not-covered",
      "个人信息保护法第四十五条第三款；网络数据安全管理条例第二十五条",
      "不符合个人信息转移的条件",
      "The conditions for handing data to another processor are not met"),
  /** What was said to be wrong was looked at and is right. */
  NOTHING_TO_CORRECT(
      "nothing-to-correct",
      "个人信息保护法第四十六条第二款",
      "经核实，个人信息准确、完整",
      "The data were checked and are right and complete"),
  /** The consent named was never given or has been taken back before. */
  NO_SUCH_CONSENT(
      "no-such-consent", "个人信息保护法第十五条", "不存在可撤回的同意", "There is no consent that could be withdrawn"),
  /** To answer would harm other people's rights, and leaving their data out is impossible. */
  RIGHTS_OF_OTHERS(
      "rights-of-others",
      "网络数据安全管理条例第二十五条",
      "将损害他人合法权益且无法通过遮盖避免",
      "It would harm others, which leaving out their data cannot avoid"),
  /** Asked again and again beyond reason. */
  EXCESSIVE(
      "excessive", "网络数据安全管理条例第二十五条", "请求次数明显超出合理范围", "It was asked more often than is reasonable"),
  /** Another open case does the same. */
  ALREADY_RUNNING(
      "already-running", "个人信息保护法第五十条", "同一请求正在办理", "A request for the same is being worked on");

  private final String wire;
  private final String law;
  private final String zh;
  private final String en;

  RefusalCode(String wire, String law, String zh, String en) {
    this.wire = wire;
    this.law = law;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** Law and article, in the words by which Chinese law is cited. */
  public String law() {
    return law;
  }

  /** What the person is told. */
  public Label label() {
    return new Label(zh, en);
  }
}
