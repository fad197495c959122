package dev.yinhu.breachresponse.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import dev.yinhu.breachresponse.jurisdiction.Jurisdictions;
import dev.yinhu.register.SourceStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
  private static final Forms FORMS = Forms.shipped();

  @Test
  void everyShippedDutyOfReportsHasItsForm() {
    assertThat(Jurisdictions.shipped().all())
        .allSatisfy(duty -> duty.form().ifPresent(key -> assertThat(FORMS.form(key)).isPresent()));
  }

  @Test
  void personsAreCountedApartFromRecordsInEveryForm() {
    assertThat(List.of("cn-pipl", "cn-incident", "edpb-2026-draft"))
        .allSatisfy(key -> {
          Form form = FORMS.form(key).orElseThrow();
          assertThat(form.field("persons")).isPresent();
          assertThat(form.field("records")).isPresent();
        });
    assertThat(FORMS.form("cn-incident").orElseThrow().status()).isEqualTo(SourceStatus.UNVERIFIED);
  }

  @Test
  void theFirstReportOfAnIncidentAsksLessThanTheFinalOne() {
    Form form = FORMS.form("cn-incident").orElseThrow();

    assertThat(form.missing(ReportKind.FIRST, Map.of()))
        .contains("unit", "persons")
        .doesNotContain("cause", "other");
    assertThat(form.missing(ReportKind.FINAL, Map.of()))
        .contains("unit", "persons", "cause")
        .doesNotContain("other");
    assertThat(form.missing(ReportKind.WITHDRAWN, Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text    | 泄露了订单信息 | true
          text    | 电话 138 0013 8000 | false
          text    | 发送到 someone@example.com | false
          text    | 身份证 一一〇一〇一一九九〇〇一 | false
          time    | 2026-03-01T02:00:00Z | true
          time    | 2026-03-01T02:00:00.5Z | false
          time    | 2026-03-01T02:00:00.500Z | true
          time    | 2026-03-01T10:00:00+08:00 | false
          time    | 2026-03-01 10:00 | false
          number  | 0 | true
          number  | 61000000 | true
          number  | 61,000 | false
          number  | 061 | false
          number  | -1 | false
          number  | 1234567890123 | false
          yes-no  | yes | true
          yes-no  | true | false
          choice  | a | true
          choice  | a,b | false
          choices | a,b | true
          choices | b,b | false
          choices | a, b | false
          choices | c | false
          """)
  void anAnswerHasTheFormOfItsField(String kind, String value, boolean good) {
    FormField field = field(kind);

    assertThat(field.fault(value).isEmpty()).isEqualTo(good);
    assertThat(field.fault(value).orElse("")).doesNotContain(value.length() > 4 ? value : "\0");
  }

  @Test
  void everyMistakeOfAFormIsToldWithFileAndLine() {
    String wrong =
        """
        form: Own
        title: {zh: 甲, en: a}
        source: S
        status: verified
        fields:
          - {key: a, label: {zh: 甲, en: a}, kind: text, needed: always}
          - {key: a, label: {zh: 甲}, kind: choice, needed: first}
          - {key: b, label: {zh: 甲, en: a}, kind: text, needed: first, choices: [{code: x, zh: 甲, en: a}]}
        """;

    assertThatThrownBy(() -> Forms.of(List.of(new DataText("own.yaml", wrong))))
        .isInstanceOfSatisfying(
            DataRefused.class,
            refused ->
                assertThat(refused.problems())
                    .contains(
                        "own.yaml:1: form: expected lower-case letters, digits and hyphens",
                        "own.yaml:6: needed: expected first, final or never",
                        "own.yaml:7: en: expected one value that is not empty",
                        "own.yaml:7: choices: fields of kind choice and choices have them, others"
                            + " have none",
                        "own.yaml:7: key: stands twice in this form; each field has a key of its"
                            + " own",
                        "own.yaml:8: choices: fields of kind choice and choices have them, others"
                            + " have none"));
  }

  private static FormField field(String kind) {
    String choices =
        kind.startsWith("choice")
            ? "\n    choices: [{code: a, zh: 甲, en: a}, {code: b, zh: 乙, en: b}]"
            : "";
    String yaml =
        """
        form: own
        title: {zh: 甲, en: a}
        source: S
        status: verified
        fields:
          - key: f
            label: {zh: 甲, en: a}
            kind: %s
            needed: first%s
        """
            .formatted(kind, choices);
    return Forms.of(List.of(new DataText("own.yaml", yaml)))
        .form("own")
        .orElseThrow()
        .field("f")
        .orElseThrow();
  }
}
