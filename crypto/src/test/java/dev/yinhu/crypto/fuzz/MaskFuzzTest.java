package dev.yinhu.crypto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.crypto.mask.Masks;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.MaskRule.Replacement;
import java.util.Optional;

/** Whatever is written as a template and whatever it is applied to: refused, or nothing leaks. */
class MaskFuzzTest {
  @FuzzTest(maxDuration = "20s")
  void anyTemplateIsRefusedOrHidesSomething(FuzzedDataProvider data) {
    rule(data)
        .ifPresent(template -> {
          String value = data.consumeRemainingAsString();
          String sign = sign(template);
          if (!value.isEmpty() && !value.contains(sign)) {
            assertThat(Masks.mask(template, value)).isNotEqualTo(value).contains(sign);
          }
        });
  }

  @FuzzTest(maxDuration = "20s")
  void anyValueIsMaskedByEveryNamedMask(FuzzedDataProvider data) {
    MaskName mask = data.pickValue(MaskName.values());
    String value = data.consumeRemainingAsString();
    if (!value.isEmpty() && value.indexOf('*') < 0) {
      assertThat(Masks.mask(mask, value)).isNotEqualTo(value);
    }
  }

  private static Optional<MaskRule> rule(FuzzedDataProvider data) {
    try {
      var replacement = new Replacement(data.consumeString(2));
      return Optional.of(
          data.consumeBoolean()
              ? new MaskRule.Pattern(data.consumeString(300), replacement)
              : new MaskRule.Ends(
                  data.consumeInt(-1, 300),
                  data.consumeInt(-1, 300),
                  data.consumeInt(-1, 300),
                  replacement,
                  data.consumeBoolean()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String sign(MaskRule rule) {
    return switch (rule) {
      case MaskRule.Named _ -> "*";
      case MaskRule.Ends ends -> ends.replacement().text();
      case MaskRule.Pattern pattern -> pattern.replacement().text();
    };
  }
}
