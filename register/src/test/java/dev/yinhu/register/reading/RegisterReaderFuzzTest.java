package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.Suite;
import dev.yinhu.register.testing.Registers;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading gives problems and never an exception. */
class RegisterReaderFuzzTest {
  private static final String PIECES = "\n\t :-[]{}&*!|>'\"%@`#?,<~\\.\u0000\uD800\uFEFF0x";

  private final RegisterReader reader =
      new RegisterReader(EnumSet.allOf(Suite.class), InstantSource.fixed(Registers.NOW));

  @FuzzTest(maxDuration = "20s")
  void readingNeverThrows(FuzzedDataProvider data) {
    assertReadable(data.consumeRemainingAsString());
  }

  @Test
  void readingSurvivesDamagedRegisters() {
    Random random = new Random(8420);
    String shop = Registers.shopText();
    for (int i = 0; i < 400; i++) {
      assertReadable(damaged(shop, random));
    }
  }

  @Test
  void readingSurvivesEveryTruncation() {
    String shop = Registers.shopText();
    for (int end = 0; end < shop.length(); end += 23) {
      assertReadable(shop.substring(0, end));
    }
  }

  private void assertReadable(String text) {
    RegisterReading reading = reader.read(List.of(new RegisterSource("fuzzed.yaml", text)));
    boolean anyError = reading.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
    assertThat(reading.isValid()).isEqualTo(!anyError);
    assertThat(reading.problems()).allMatch(p -> p.line() >= 1 && p.column() >= 1);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        default -> damaged.delete(at, Math.min(damaged.length() - 1, at + random.nextInt(60)));
      }
    }
    return damaged.toString();
  }
}
