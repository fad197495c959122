package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.FieldRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacePatternTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef EMAIL = FieldRef.parse("shop.users.email");

  private static PlacePattern pattern(String collection, String field) {
    return new PlacePattern("files", collection, field, PHONE);
  }

  @ParameterizedTest
  @CsvSource({
    "exports/*.csv, exports/u.csv, true",
    "exports/*.csv, exports/2026/u.csv, true",
    "exports/*.csv, exports/u.csv.bak, false",
    "exports/*.csv, export/u.csv, false",
    "*, anything, true",
    "a*b*c, a1b2b3c, true",
    "a*b*c, a1b2b3, false",
    "u.csv, uxcsv, false"
  })
  void starsStandForAnyCharacters(String pattern, String path, boolean fits) {
    assertThat(pattern(pattern, "tel").fits(HeldAt.field("files", path, "tel"))).isEqualTo(fits);
  }

  @Test
  void storeAndKeyMustFitToo() {
    PlacePattern tel = pattern("*", "tel*");
    assertThat(tel.fits(HeldAt.field("files", "a", "tel_2"))).isTrue();
    assertThat(tel.fits(HeldAt.field("shop", "a", "tel"))).isFalse();
    assertThat(tel.fits(HeldAt.whole("files", "a"))).isFalse();
  }

  @Test
  void aPlaceOfItsOwnGoesBeforePatternsAndTheFirstOfThemDecides() {
    HeldAt own = HeldAt.field("files", "own.csv", "tel");
    RegisterNames names =
        new RegisterNames(
            Map.of(),
            Map.of(own, EMAIL),
            List.of(pattern("*.csv", "tel"), new PlacePattern("files", "*", "*", EMAIL)));

    assertThat(names.field(own)).contains(EMAIL);
    assertThat(names.field(HeldAt.field("files", "a.csv", "tel"))).contains(PHONE);
    assertThat(names.field(HeldAt.field("files", "a.log", "tel"))).contains(EMAIL);
    assertThat(names.field(HeldAt.field("shop", "a.csv", "tel"))).isEqualTo(Optional.empty());
  }

  @Test
  void hostilePatternsTakeNoLongTime() {
    PlacePattern hostile = pattern("a*".repeat(200) + "b", "tel");
    HeldAt place = HeldAt.field("files", "a".repeat(4_000), "tel");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(hostile.fits(place)).isFalse());
  }
}
