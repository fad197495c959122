package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRefTest {
  @Property
  void parseReadsBackWhatTextPrints(@ForAll("refs") FieldRef ref) {
    assertThat(FieldRef.parse(ref.text())).isEqualTo(ref);
  }

  @Property
  void anyTextIsEitherReadExactlyOrRefused(@ForAll String text) {
    try {
      assertThat(FieldRef.parse(text).text()).isEqualTo(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("dataset.collection.field");
    }
  }

  @Provide
  Arbitrary<FieldRef> refs() {
    Arbitrary<String> part =
        Arbitraries.strings()
            .withChars("abcXYZ019_-")
            .withCharRange('一', '龥')
            .ofMinLength(1)
            .ofMaxLength(20);
    Arbitrary<String> nested = part.list().ofMinSize(1).ofMaxSize(4).map(p -> String.join(".", p));
    return Combinators.combine(part, part, nested).as(FieldRef::new);
  }

  @Test
  void nestedFieldKeepsItsDots() {
    FieldRef ref = FieldRef.parse("shop.订单.consignee.phone");

    assertThat(ref.collection()).isEqualTo("订单");
    assertThat(ref.field()).isEqualTo("consignee.phone");
    assertThat(ref.sibling("id").text()).isEqualTo("shop.订单.id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "shop.users",
        ".users.phone",
        "shop..phone",
        "shop.users.",
        "shop.users.a..b",
        "shop.users.a b",
        "shop.users.*",
        "shop.users.a\n",
        "shop.users.'x'",
        "shop.users.\uD800"
      })
  void malformedReferenceIsRefused(String text) {
    assertThatThrownBy(() -> FieldRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthIsBounded() {
    String longest = "a.b." + "c".repeat(FieldRef.MAX_LENGTH - 4);

    assertThat(FieldRef.parse(longest).text()).hasSize(FieldRef.MAX_LENGTH);
    assertThatThrownBy(() -> FieldRef.parse(longest + "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(300);
  }
}
