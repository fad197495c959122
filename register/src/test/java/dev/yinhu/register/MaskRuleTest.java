package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.MaskRule.Replacement;
import dev.yinhu.register.testing.Registers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "**", "x", "7", " ", "\u00A0", "\u0301", "\u200B", "\uD83D", "张", "①"})
  void onlyOneSignStandsForAHiddenCharacter(String text) {
    assertThatThrownBy(() -> new Replacement(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "●", "-", "_", "#", "🔒", "＊"})
  void signsOfAnyScriptDo(String text) {
    assertThat(new Replacement(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "###", "京A", "\uD83D*"})
  void patternHidesSomethingAndIsWellFormed(String pattern) {
    assertThatThrownBy(() -> new MaskRule.Pattern(pattern, Replacement.STAR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void templateThatCouldShowAValueWholeSaysWhichLength() {
    assertThatThrownBy(() -> new MaskRule.Ends(3, 4, 0, Replacement.STAR, false))
        .hasMessageContaining("a value of 7 characters");
    assertThatThrownBy(() -> new MaskRule.Ends(257, 0, 1, Replacement.STAR, false))
        .hasMessageContaining("256");
    assertThatThrownBy(() -> new MaskRule.Ends(-1, 0, 1, Replacement.STAR, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void templatesAreReadFromTheRegister() {
    assertThat(mask("{show_first: 3, show_last: 4}"))
        .isEqualTo(new MaskRule.Ends(3, 4, 4, Replacement.STAR, false));
    assertThat(mask("{show_last: 4, min_hidden: 1, replace: '●', hide_length: true}"))
        .isEqualTo(new MaskRule.Ends(0, 4, 1, new Replacement("●"), true));
    assertThat(mask("{pattern: '###-****'}"))
        .isEqualTo(new MaskRule.Pattern("###-****", Replacement.STAR));
    assertThat(mask("id_number")).isEqualTo(new MaskRule.Named(MaskName.ID_NUMBER));
  }

  private static MaskRule mask(String written) {
    String yaml =
        """
        dataset:
          - fides_key: shop
            collections:
              - name: users
                fields:
                  - {name: phone, yinhu: {protect: {suite: AES256_GCM, mask: %s}}}
        """
            .formatted(written);
    return Registers.parse(yaml).field(FieldRef.parse("shop.users.phone")).orElseThrow().mask();
  }
}
