package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Deferral;
import dev.yinhu.register.EraseRule;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the keys become that say how a person is erased. */
class ErasingKeysTest {
  private static final String TEXT =
      """
      dataset:
        - fides_key: shop
          collections:
            - name: reviews
              yinhu:
                subject: user_id
                defers: {field: state, while: [disputed, held], reason: open-dispute}
              fields:
                - {name: user_id, yinhu: {erase: empty}}
                - {name: author, yinhu: {erase: {anonymise: 已注销用户}}}
                - {name: mail, yinhu: {erase: delete}}
                - {name: text}
                - {name: state}
      """;
  private final Register register = Registers.parse(TEXT);

  private EraseRule rule(String field) {
    return register.fields().stream()
        .filter(one -> one.ref().equals(FieldRef.parse("shop.reviews." + field)))
        .findFirst()
        .orElseThrow()
        .erase();
  }

  @Test
  void aFieldSaysWhatBecomesOfItAndIsDeletedWhenItSaysNothing() {
    assertThat(Registers.read(TEXT).problems()).isEmpty();
    assertThat(rule("user_id")).isEqualTo(new EraseRule.Empty());
    assertThat(rule("author")).isEqualTo(new EraseRule.Anonymise("已注销用户"));
    assertThat(rule("mail")).isEqualTo(EraseRule.DELETE);
    assertThat(rule("text")).isEqualTo(EraseRule.DELETE);
  }

  @Test
  void aCollectionSaysWhichRowsMakeADeletionWait() {
    assertThat(register.datasets().getFirst().collections().getFirst().deferrals())
        .containsExactly(
            new Deferral(
                FieldRef.parse("shop.reviews.state"), List.of("disputed", "held"), "open-dispute"));
  }
}
