package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Register;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import dev.yinhu.register.testing.Registers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys under {@code protect} become. */
class ProtectionKeysTest {
  private final Register register = Registers.parse(TestTexts.read("protections.yaml"));

  @Test
  void nothingInItIsDoubtful() {
    assertThat(Registers.read(TestTexts.read("protections.yaml")).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"phone, 3, NONE", "card, 0, LUHN", "id_number, 0, GB11643"})
  void formatFollowsTheCategory(String field, int keepFirst, CheckCharacter check) {
    assertThat(format(field).keepFirst()).isEqualTo(keepFirst);
    assertThat(format(field).check()).isEqualTo(check);
  }

  @Test
  void formatMayBeNamedOrWrittenOut() {
    assertThat(format("old_phone")).isEqualTo(ValueFormat.MOBILE_CN);
    assertThat(format("member_number"))
        .isEqualTo(
            new ValueFormat(
                "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                2,
                1,
                8,
                12,
                CheckCharacter.NONE,
                " -"));
  }

  @Test
  void lengthsLeftOutAreTheShortestThatIsSafeAndTheLongest() {
    assertThat(format("nickname"))
        .isEqualTo(
            new ValueFormat(
                "甲乙丙丁戊己庚辛壬癸", 1, 0, 7, ValueFormat.MAX_LENGTH, CheckCharacter.NONE, ""));
  }

  @Test
  void withoutASuiteOrTokensThatKeepTheShapeThereIsNoFormat() {
    assertThat(protection("name").format()).isEmpty();
  }

  @Test
  void tokensMayKeepTheShapeUnderAnySuite() {
    assertThat(protection("email_like").format()).contains(ValueFormat.MOBILE_CN);
    assertThat(protection("email_like").tokens())
        .contains(
            new TokenSettings(TokenKind.DETERMINISTIC, Optional.of(Duration.ofDays(30)), true));
  }

  @Test
  void indexCarriesBitsNormaliserAndPartitions() {
    assertThat(protection("name").index())
        .contains(new IndexSettings(OptionalInt.of(12), Normalizer.NFKC, IndexPart.WHOLE, 8));
    assertThat(protection("phone").index())
        .contains(new IndexSettings(OptionalInt.empty(), Normalizer.PHONE, IndexPart.WHOLE, 1));
  }

  @Test
  void partIndexesAreReadByName() {
    assertThat(protection("phone").partIndexes())
        .containsOnlyKeys("last4", "区号")
        .containsEntry(
            "last4",
            new IndexSettings(
                OptionalInt.empty(), Normalizer.PHONE, new IndexPart(IndexPart.Side.LAST, 4), 1))
        .containsEntry(
            "区号",
            new IndexSettings(
                OptionalInt.of(3), Normalizer.NONE, new IndexPart(IndexPart.Side.FIRST, 3), 2));
  }

  @Test
  void indexOverSeveralFieldsIsFoundByItsName() {
    FieldRef ref = FieldRef.parse("shop.users.name_phone");
    var expected =
        new CompoundIndex(
            ref,
            List.of(FieldRef.parse("shop.users.name"), FieldRef.parse("shop.users.phone")),
            OptionalInt.of(9),
            3);

    assertThat(register.compoundIndex(ref)).contains(expected);
    assertThat(
            register
                .dataset("shop")
                .orElseThrow()
                .collection("users")
                .orElseThrow()
                .compoundIndexes())
        .containsExactly(expected);
    assertThat(register.compoundIndex(FieldRef.parse("shop.users.name"))).isEmpty();
  }

  private ValueFormat format(String field) {
    return protection(field).format().orElseThrow();
  }

  private Protection protection(String field) {
    return register
        .field(FieldRef.parse("shop.users." + field))
        .flatMap(f -> f.protection())
        .orElseThrow();
  }
}
