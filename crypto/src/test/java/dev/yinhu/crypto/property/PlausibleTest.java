package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.canary.Plausible;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Made-up values have the shape and the check characters of real ones. */
class PlausibleTest {
  @Property
  void everyKindLooksLikeWhatItIs(@ForAll Plausible kind, @ForAll long seed) {
    String value = kind.make(new Random(seed));
    switch (kind) {
      case PHONE -> assertThat(value).matches("1(54|60|63|64|68|69|79|94)\\d{8}");
      case EMAIL -> assertThat(value).matches("[a-z]+\\.[a-z]+\\d{3}@example\\.(com|net|org)");
      case NAME -> assertThat(value).matches("\\p{IsHan}{2,3}");
      case ADDRESS ->
          assertThat(value).matches("\\p{IsHan}+区\\p{IsHan}+路\\d{4}号\\d{1,2}栋\\d{3,4}室");
      case CARD -> {
        assertThat(value).matches("62\\d{14}");
        assertThat(luhn(value)).isZero();
      }
      case ID_NUMBER -> {
        assertThat(value).matches("\\d{4}99\\d{11}[0-9X]");
        assertThat(iso7064(value)).isEqualTo(1);
        LocalDate born = LocalDate.parse(value.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
        assertThat(born).isBetween(LocalDate.of(1960, 1, 1), LocalDate.of(2005, 1, 1));
      }
    }
  }

  /** ISO/IEC 7812-1 annex B: the sum of a valid number ends in 0. */
  private static int luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = (number.charAt(number.length() - 1 - i) - '0') * (1 + i % 2);
      sum += digit / 10 + digit % 10;
    }
    return sum % 10;
  }

  /** ISO 7064 MOD 11-2: the weighted sum of a valid number is 1. */
  private static int iso7064(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      sum = (sum * 2 + (c == 'X' ? 10 : c - '0')) % 11;
    }
    return sum;
  }
}
