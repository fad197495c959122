package dev.yinhu.piiscanner.report.html;

import dev.yinhu.register.Label;

/** The fixed texts of the report. */
enum Phrase {
  TITLE("个人信息扫描报告", "Personal data scan report"),
  SCANNED("扫描时间", "Scanned at"),
  REGISTER("登记版本", "Register version"),
  SUMMARY("概要", "Summary"),
  FOUND("发现", "found"),
  UNREAD("无法读取", "could not be read"),
  TO_MEND("需要处理", "to be mended"),
  SCORE("得分", "Score"),
  NO_SCORE(
      "没有发现任何内容,不给出得分;这不证明没有个人信息。",
      "Nothing was found, so there is no score; that is no proof that nothing is there."),
  SCORE_TERMS("得分的构成:100 减去各项所失", "What the score is made of: 100 less what each term lost"),
  VERDICT("判断", "judgement"),
  COUNT("数量", "count"),
  WEIGHT("权重", "weight"),
  LOSES("所失比例", "part lost"),
  LOST("失分", "points lost"),
  CHARTS("分布", "Distribution"),
  BY_TYPE("各类型的数值个数", "Values by type"),
  BY_STORE("数值最多的存储", "Stores with the most values"),
  BY_LEVEL("各级别的数值个数", "Values by level"),
  OTHERS("其他", "others"),
  STORES("各存储", "Stores"),
  STORE("存储", "store"),
  HIGHEST("最高级别", "highest level"),
  VALUES("数值(上限)", "values (upper bound)"),
  WORST("最差判断", "worst judgement"),
  JUDGEMENTS("逐项判断与处理", "Judgements and what to do"),
  DO("处理", "What to do"),
  PLACE("位置", "place"),
  TYPE("类型", "type"),
  HIDDEN_TYPE("已隐藏", "hidden"),
  FORM("形式", "form"),
  LEVEL("级别", "level"),
  REASONS("理由", "reasons"),
  PURPOSES("相关用途", "purposes that bear on it"),
  MORE("另有未列出的条目", "more that are not listed"),
  GAPS("没有查看到的已登记字段", "Declared fields that were not looked at"),
  DRIFT("与上次扫描相比", "Compared with the scan before"),
  CHANGE("变化", "change"),
  SOURCES("依据", "Sources"),
  SOURCE_STATUS("核实状态", "how well it was checked"),
  NONE("无", "none");

  private final String zh;
  private final String en;

  Phrase(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  Label label() {
    return new Label(zh, en);
  }
}
