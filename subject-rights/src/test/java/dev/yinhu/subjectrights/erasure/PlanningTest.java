package dev.yinhu.subjectrights.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.testing.Registers;
import dev.yinhu.subjectrights.connect.ErasePlan;
import dev.yinhu.subjectrights.connect.ErasePlan.ByDate;
import dev.yinhu.subjectrights.connect.ErasePlan.Keep;
import dev.yinhu.subjectrights.connect.ErasePlan.Overwrite;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanningTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final Register REGISTER =
      Registers.parse(
          """
          dataset:
            - fides_key: shop
              data_categories: [user.behavior.purchase_history]
              collections:
                - name: users
                  yinhu: {subject: id}
                  fields: [{name: id, fides_meta: {primary_key: true}}, {name: name}]
                - name: orders
                  yinhu: {subject: user_id}
                  fields:
                    - {name: id, fides_meta: {primary_key: true}}
                    - name: user_id
                      fides_meta: {references: [{dataset: shop, field: users.id, direction: from}]}
                    - {name: done}
                    - {name: amount}
                    - {name: invoice}
                    - {name: note}
                - name: accounts
                  yinhu: {subject: user_id}
                  fields: [{name: user_id}, {name: since}]
          retention_rule:
            - key: trade
              law: 电子商务法
              article: 第三十一条
              duration: P3Y
              from: shop.orders.done
              fields: [shop.orders.amount, shop.orders.invoice]
            - key: invoice
              law: 发票管理办法
              article: 第二十八条
              duration: P5Y
              from: shop.orders.done
              fields: [shop.orders.invoice]
            - key: account
              law: 反洗钱法
              article: 第三十四条
              duration: P10Y
              from: the end of the business relation
              fields: [shop.accounts.since]
          """);

  private static Planning on(LocalDate today) {
    return new Planning(REGISTER, new Planning.Day(TODAY, today));
  }

  private static CollectionPlan plan(LocalDate today, String collection, boolean stays) {
    return on(today).plan(node(collection), stays);
  }

  private static Node node(String collection) {
    return on(TODAY).node(new CollectionName("shop", collection)).orElseThrow();
  }

  private static List<String> kept(CollectionPlan.Part part) {
    return part.rules().stream().map(RetentionRule::key).toList();
  }

  @Test
  void eachLawLetsGoOfARowWhenItsOwnTimeIsOver() {
    CollectionPlan plan = plan(TODAY, "orders", false);

    assertThat(plan.plan())
        .isInstanceOfSatisfying(
            ByDate.class,
            trade -> {
              assertThat(trade.before()).isEqualTo(LocalDate.of(2023, 5, 31));
              assertThat(trade.young()).isInstanceOf(Overwrite.class);
              assertThat(trade.past())
                  .isInstanceOfSatisfying(
                      ByDate.class,
                      invoice -> {
                        assertThat(invoice.before()).isEqualTo(LocalDate.of(2021, 5, 31));
                        assertThat(invoice.past()).isEqualTo(new ErasePlan.DeleteRows());
                      });
            });
    assertThat(plan.parts())
        .extracting(PlanningTest::kept)
        .containsExactly(List.of(), List.of("invoice"), List.of("trade", "invoice"));
    assertThat(plan.plan().parts()).hasSameSizeAs(plan.parts());
    assertThat(plan.parts().get(1).fields())
        .containsEntry(FieldRef.parse("shop.orders.amount"), new Fate.Emptied())
        .containsEntry(FieldRef.parse("shop.orders.note"), new Fate.Emptied())
        .containsEntry(FieldRef.parse("shop.orders.done"), new Fate.Key())
        .containsEntry(FieldRef.parse("shop.orders.user_id"), new Fate.Key());
  }

  @Test
  void whatCountsFromAnEventIsKeptForItsWholeTimeFromTheRequest() {
    assertThat(plan(TODAY, "accounts", false).plan()).isEqualTo(new Keep());
    assertThat(plan(LocalDate.of(2036, 6, 1), "accounts", false).plan()).isEqualTo(new Keep());
    assertThat(plan(LocalDate.of(2036, 6, 3), "accounts", false).plan())
        .isEqualTo(new ErasePlan.DeleteRows());
  }

  @Test
  void aRowThatKeptOnesReferToStaysWithItsKeyAlone() {
    assertThat(plan(TODAY, "users", false).plan()).isEqualTo(new ErasePlan.DeleteRows());
    CollectionPlan stays = plan(TODAY, "users", true);

    assertThat(stays.plan()).isInstanceOf(Overwrite.class);
    assertThat(stays.parts().getFirst().fields())
        .containsEntry(FieldRef.parse("shop.users.id"), new Fate.Key())
        .containsEntry(FieldRef.parse("shop.users.name"), new Fate.Emptied());
    assertThat(Planning.above(node("orders"))).containsExactly(new CollectionName("shop", "users"));
  }
}
