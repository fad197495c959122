package dev.yinhu.register.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.ConsentTerms;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.register.testing.Registers;
import org.junit.jupiter.api.Test;

class ConsentTermsTest {
  private static final String CONSENT = "legal_basis: consent\n";
  private static final String KEY = "          consent: {recorded: true, quiet_days: 180}\n";

  private static ConsentTerms terms(Register register, String purpose) {
    return register.purpose(new Purpose(purpose)).orElseThrow().consent();
  }

  @Test
  void aPurposeOnConsentSaysWhatHoldsOfIt() {
    Register register = Registers.parse(Registers.shopText().replace(CONSENT, CONSENT + KEY));

    assertThat(terms(register, "marketing")).isEqualTo(new ConsentTerms(true, 180));
    assertThat(terms(Registers.shop(), "marketing")).isEqualTo(ConsentTerms.NONE);
    assertThat(register.purpose(new Purpose("marketing")).orElseThrow().needsConsent()).isTrue();
    assertThat(register.purpose(new Purpose("legal-duty")).orElseThrow().needsConsent()).isFalse();
  }

  @Test
  void onAnotherGroundTheKeyMeansNothingAndIsTold() {
    String contract = "legal_basis: contract\n";
    RegisterReading reading =
        Registers.read(Registers.shopText().replace(contract, contract + KEY));

    assertThat(reading.problems().toString()).contains("'consent'");
    assertThat(terms(reading.register().orElseThrow(), "deliver-order"))
        .isEqualTo(ConsentTerms.NONE);
  }

  @Test
  void theStricterOfTwoHoldsAndDaysHaveBounds() {
    assertThat(new ConsentTerms(true, 1).with(new ConsentTerms(false, 9)))
        .isEqualTo(new ConsentTerms(true, 9));
    assertThatThrownBy(() -> new ConsentTerms(false, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
