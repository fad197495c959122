package dev.yinhu.piiscanner.necessity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.Register;
import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.testing.Registers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedFactsTest {
  private static final Set<PiiType> TYPES =
      Stream.of(
              "PERSON_NAME CN_ADDRESS CN_RESIDENT_ID CN_MOBILE CN_LANDLINE BANK_CARD CN_USCC"
                  + " CN_PASSPORT HK_MACAU_PERMIT TW_PERMIT FOREIGN_PR_ID CN_MILITARY_ID CN_PLATE"
                  + " VIN EMAIL IP_ADDRESS MAC_ADDRESS IMEI GPS QQ_ID WECHAT_ID ALIPAY_ID"
                  + " BIRTH_DATE URL IBAN PHONE CRYPTO_WALLET US_SSN US_ITIN US_PASSPORT"
                  + " US_DRIVER_LICENSE US_BANK_NUMBER ABA_ROUTING UK_NHS UK_NINO HK_ID TW_ID"
                  + " SG_NRIC KR_RRN JP_MY_NUMBER SECRET")
          .flatMap(names -> Stream.of(names.split(" ")))
          .map(PiiType::new)
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void everyBuiltInTypeIsOfSomeCategoryAndNoOtherTypeIsNamed() {
    assertThat(ShippedFacts.categories().rows().keySet()).isEqualTo(TYPES);
  }

  @Test
  void profilesAndLegalSetNameOnlyBuiltInTypes() {
    for (String key : ShippedFacts.PROFILES) {
      assertThat(TYPES).containsAll(ShippedFacts.profile(key).rows().keySet());
    }
    assertThat(TYPES)
        .containsAll(
            ShippedFacts.legalSet("online-shopping").entries().stream()
                .flatMap(entry -> entry.types().stream())
                .toList());
  }

  @Test
  void everyCategoryThatATypeIsOfIsOneThatTheRegisterKnows() {
    Register register = Registers.shop();

    assertThat(
            ShippedFacts.categories().rows().values().stream()
                .flatMap(row -> row.categories().stream()))
        .allSatisfy(key -> assertThat(register.category(key).orElseThrow().key()).isEqualTo(key));
    assertThat(ShippedFacts.categories().freeText())
        .allSatisfy(key -> assertThat(register.category(key).orElseThrow().key()).isEqualTo(key));
  }

  @Test
  void onlyThePrimaryTextThatWasReadIsCalledVerified() {
    List<String> verified =
        ShippedFacts.profile("pipl-28").rows().values().stream()
            .filter(row -> row.sourced().status() == SourceStatus.VERIFIED)
            .map(row -> row.sourced().source())
            .distinct()
            .toList();

    assertThat(verified).containsExactly("PIPL 28 names financial accounts");
  }
}
