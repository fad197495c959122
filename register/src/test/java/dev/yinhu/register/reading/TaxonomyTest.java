package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DataGroup;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.Level;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.Register;
import dev.yinhu.register.SensitiveKind;
import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.testing.Registers;
import org.junit.jupiter.api.Test;

class TaxonomyTest {
  private static final int FIDESLANG = 85;
  private static final int OURS = 15;

  private final Register nothing = Registers.parse("");

  @Test
  void shipsFideslangsCategoriesUsesAndSubjectsAndOurs() {
    assertThat(nothing.categories()).hasSize(FIDESLANG + OURS);
    assertThat(nothing.dataUses()).hasSize(56);
    assertThat(nothing.dataSubjects()).hasSize(15);
  }

  @Test
  void everyCategoryHasBothLabelsAndAMask() {
    assertThat(nothing.categories())
        .allSatisfy(category -> {
          assertThat(category.label().zh()).isNotBlank();
          assertThat(category.label().en()).isNotBlank();
          assertThat(category.mask()).isPresent();
          assertThat(category.key().parent().flatMap(nothing::category).map(Category::key))
              .isEqualTo(category.key().parent());
        });
  }

  @Test
  void kindOfTheLawMakesACategorySensitive() {
    assertThat(nothing.categories())
        .filteredOn(category -> category.sensitiveKind().isPresent())
        .hasSizeGreaterThan(10)
        .allMatch(category -> category.level() == Level.SENSITIVE);
  }

  @Test
  void bankAccountIsWhatTheLawSaysAndVerified() {
    Category account = category(nothing, "user.financial.bank_account");

    assertThat(account.sensitiveKind()).contains(SensitiveKind.FINANCIAL_ACCOUNT);
    assertThat(account.group()).contains(DataGroup.TRANSACTION);
    assertThat(account.enisaClass()).contains(EnisaClass.FINANCIAL);
    assertThat(account.mask()).contains(MaskName.CARD);
    assertThat(account.status()).isEqualTo(SourceStatus.VERIFIED);
  }

  @Test
  void childTakesFromItsParentWhatItDoesNotSay() {
    Category street = category(nothing, "user.contact.address.street");

    assertThat(street.group()).contains(DataGroup.BASIC);
    assertThat(street.enisaClass()).contains(EnisaClass.SIMPLE);
  }

  @Test
  void manifestOverridesAShippedCategoryAndItsChildrenFollow() {
    Register register =
        Registers.parse(
            """
            data_category:
              - fides_key: user.behavior
                yinhu: {level: 敏感, label: {zh: 行为轨迹, en: Tracks}}
            """);

    assertThat(category(register, "user.behavior").label().zh()).isEqualTo("行为轨迹");
    assertThat(category(register, "user.behavior.search_history").level())
        .isEqualTo(Level.SENSITIVE);
  }

  private static Category category(Register register, String key) {
    return register.category(new CategoryKey(key)).orElseThrow();
  }
}
