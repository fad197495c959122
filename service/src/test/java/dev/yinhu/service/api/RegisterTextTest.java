package dev.yinhu.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.reading.RegisterReader;
import dev.yinhu.register.reading.RegisterReading;
import dev.yinhu.service.LiveService;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegisterTextTest {
  private static final String SECOND =
      "organization:\n  - fides_key: second_company\n    name: Second\n";

  private final RegisterReader reader =
      new RegisterReader(Crypto.availableSuites(), Clock.systemUTC());

  private Register register(List<RegisterSource> sources) {
    RegisterReading reading = reader.read(sources);
    assertThat(reading.problems()).isEqualTo(List.of());
    return reading.register().orElseThrow();
  }

  @Test
  void oneSourceComesBackWordForWord() {
    String text = "\uFEFF---\n# a comment without end";

    assertThat(RegisterText.of(List.of(new RegisterSource("a.yaml", text)))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECOND,
        "---\n" + SECOND,
        "# begins itself\n\n---\n" + SECOND,
        "%YAML 1.2\n---\n" + SECOND,
        "\uFEFF" + SECOND,
        "\uFEFF---\n" + SECOND + "...\n",
        "---\n" + SECOND + "---\n{}"
      })
  void severalSourcesReadAsTheSameRegisterInWhicheverOrder(String second) {
    var shop = new RegisterSource("shop.yaml", LiveService.demoRegister());
    var other = new RegisterSource("other.yaml", second);
    var third = new RegisterSource("third.yaml", "# nothing but words");

    for (var sources : List.of(List.of(shop, other, third), List.of(third, other, shop))) {
      var joined = List.of(new RegisterSource("register.yaml", RegisterText.of(sources)));

      assertThat(register(joined)).usingRecursiveComparison().isEqualTo(register(sources));
      assertThat(register(joined).fields()).isNotEmpty();
    }
  }
}
