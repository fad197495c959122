package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.testing.Registers;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergedPurposeTest {
  private static final String TWO_SYSTEMS =
      """
      dataset:
        - {fides_key: shop, collections: [{name: users, fields: [{name: nick}, {name: level}]}]}
      system:
        - fides_key: a
          privacy_declarations:
            - name: d
              yinhu:
                purpose: p
                use: analysis
                legal_basis: consent
                fields: [shop.users.nick]
                impact_assessment: {done: true}
                callers: [{name: one, operations: [mask]}]
        - fides_key: b
          privacy_declarations:
            - name: d
              yinhu:
                purpose: p
                use: analysis
                legal_basis: consent
                necessity: 改进
                fields: [shop.users.nick]
                impact_assessment: {done: false}
                callers: [{name: one, operations: [search]}, {name: two, operations: [mask]}]
      """;

  private final PurposeDeclaration purpose =
      Registers.parse(TWO_SYSTEMS).purpose(new Purpose("p")).orElseThrow();

  @Test
  void callersAndSystemsOverTheSameFieldsAreJoined() {
    assertThat(purpose.fields()).hasSize(1);
    assertThat(purpose.systems()).containsExactly("a", "b");
    assertThat(purpose.grant(new CallerName("one")).orElseThrow().operations())
        .isEqualTo(Set.of(Operation.MASK, Operation.SEARCH));
    assertThat(purpose.grant(new CallerName("two"))).isPresent();
    assertThat(purpose.necessity()).contains("改进");
  }

  @Test
  void fieldsOfTheSameCallersInAnyOrderAreJoined() {
    PurposeDeclaration joined =
        Registers.parse(
                """
                dataset:
                  - fides_key: shop
                    collections: [{name: users, fields: [{name: nick}, {name: level}]}]
                system:
                  - fides_key: a
                    privacy_declarations:
                      - name: d
                        yinhu:
                          purpose: p
                          fields: [shop.users.nick]
                          callers:
                            - {name: one, operations: [mask]}
                            - {name: two, operations: [mask]}
                  - fides_key: b
                    privacy_declarations:
                      - name: d
                        yinhu:
                          purpose: p
                          fields: [shop.users.level]
                          callers:
                            - {name: two, operations: [mask]}
                            - {name: one, operations: [mask]}
                """)
            .purpose(new Purpose("p"))
            .orElseThrow();

    assertThat(joined.fields()).hasSize(2);
    assertThat(joined.grants()).hasSize(2);
  }

  @Test
  void assessmentIsOpenWhileOneSystemsIs() {
    assertThat(purpose.assessment().wanted()).isTrue();
    assertThat(purpose.assessment().done()).isFalse();
  }
}
