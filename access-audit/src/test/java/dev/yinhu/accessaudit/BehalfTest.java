package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehalfTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "客户来电查询，工单 4711",
        "refund of order 20-1187, asked for by the customer",
        "退款",
        "123456",
        "第三方投诉，已核实两次"
      })
  void anOrdinaryReasonIsTaken(String text) {
    assertThat(Reason.fault(text)).isEmpty();
    assertThat(new Reason(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'电话 13800138000',4",
    "'call 138 0013 8000 back',6",
    "'138-0013-8000',1",
    "'１３８００１３８０００',1",
    "'一三八〇〇一三八〇〇〇',1",
    "'id 11010519491231002X',4",
    "'mail to li@shop.example',11",
    "'wei＠shop',4",
    "'a\u200Bb',2",
    "'two\nlines',4",
    "'   ',1"
  })
  void whatMayBePersonalIsRefusedWithItsPlaceAndNotRepeated(String text, int position) {
    assertThat(Reason.fault(text)).map(Reason.Fault::position).hasValue(position);
    assertThatThrownBy(() -> new Reason(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at character " + position)
        .hasMessageNotContaining("138");
  }

  @Test
  void theLengthCountsCharactersNotCodeUnits() {
    assertThat(Reason.fault("𠮷".repeat(Reason.MAX_LENGTH))).isEmpty();
    assertThat(Reason.fault("𠮷".repeat(Reason.MAX_LENGTH + 1)))
        .map(Reason.Fault::position)
        .hasValue(Reason.MAX_LENGTH + 1);
  }

  @Test
  void aReasonIsNotPrinted() {
    assertThat(new Reason("退款")).hasToString("Reason[***]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent-0042", "a", "Li.Wei_2", "123456789"})
  void anActorIsACode(String code) {
    assertThat(new Actor(code).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "li wei", "李伟", "li@shop", "13800138000", "a13800138000"})
  void anythingElseIsNoActor(String code) {
    assertThatThrownBy(() -> new Actor(code)).isInstanceOf(IllegalArgumentException.class);
  }
}
