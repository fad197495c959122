package dev.yinhu.register.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PrivacyPolicyTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 6, 1);
  private static final Register SHOP =
      Registers.parse(
          """
          organization:
            - fides_key: shop_ltd
              name: 某某商城有限公司
              controller: {name: "<某某> & Co.", email: privacy@shop.example}
              data_protection_officer: {email: dpo@shop.example}
          dataset:
            - fides_key: shop
              collections:
                - name: users
                  yinhu: {subject: id}
                  fields:
                    - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true, identity: user_id}}
                    - name: phone
                      data_categories: [user.contact.phone_number]
                      yinhu: {protect: {suite: AES256_GCM}}
                    - {name: email, data_categories: [user.contact.email]}
          recipient:
            - {key: express, label: {zh: 某某快递, en: Some Express}, role: processor, contract: {id: A-1, expires: 2035-12-31}, assessment: {done: 2026-01-15, next: 2035-01-15}, contact: privacy@express.example}
          retention_rule:
            - {key: trade, label: {zh: 交易记录三年, en: Trade records for three years}, law: 电子商务法, article: 第三十一条, duration: P3Y, from: 交易完成, fields: [shop.users.id]}
          system:
            - fides_key: backend
              name: 后台
              system_type: Service
              privacy_declarations:
                - name: Deliver
                  data_categories: [user.contact]
                  data_use: essential.service
                  data_subjects: [customer]
                  yinhu:
                    purpose: deliver
                    label: {zh: 履行订单, en: Deliver orders}
                    use: provide-service
                    legal_basis: contract
                    necessity: 送货需要电话
                    retention: trade
                    recipients: [express]
                    state: active
                    fields: [shop.users.phone]
                    callers: [{name: order-service, operations: [mask]}]
                - name: Draft
                  data_categories: [user.contact]
                  data_use: marketing.communications
                  data_subjects: [customer]
                  yinhu:
                    purpose: later
                    label: {zh: 以后的事, en: Something later}
                    use: marketing
                    legal_basis: consent
                    necessity: 无
                    retention: {text: 撤回同意时删除}
                    state: draft
                    fields: [shop.users.email]
          """);

  private static PolicyText policy(Tongue tongue) {
    return PrivacyPolicy.of(SHOP, 7, SINCE, tongue);
  }

  @Test
  void itTellsWhatTheLawAsksForInChinese() {
    assertThat(policy(Tongue.ZH).markdown())
        .contains(
            "# 个人信息处理规则（隐私政策）",
            "个人信息处理者：\\<某某\\> & Co.",
            "### 履行订单",
            "第十三条第一款第2项",
            "送货需要电话",
            "保存期限：交易记录三年",
            "接收方：某某快递",
            "某某快递，受我们委托处理，联系方式：privacy@express.example",
            "电子商务法 第三十一条",
            "dpo@shop.example",
            "第 7 版",
            "2026-06-01");
  }

  @Test
  void itTellsTheSameInEnglish() {
    assertThat(policy(Tongue.EN).markdown())
        .contains(
            "### Deliver orders",
            "PIPL 13(1)(2), necessary for a contract with you",
            "Kept: Trade records for three years",
            "Some Express, processes on our behalf",
            "version 7");
  }

  @Test
  void whatIsNotInForceIsNotTold() {
    assertThat(policy(Tongue.ZH).markdown()).doesNotContain("以后的事");
    assertThat(policy(Tongue.EN).markdown()).doesNotContain("Something later");
  }

  @Test
  void thePageTakesTheRegistersWordsAsText() {
    assertThat(policy(Tongue.ZH).html())
        .startsWith("<!doctype html>")
        .contains("lang=\"zh-CN\"", "&lt;某某&gt; &amp; Co.")
        .doesNotContain("<某某>");
  }
}
