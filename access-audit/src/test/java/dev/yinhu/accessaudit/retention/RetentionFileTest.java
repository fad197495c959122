package dev.yinhu.accessaudit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionFileTest {
  private static final String GOOD =
      """
      default: {after: P6M, law: 网络安全法, article: 第二十三条}
      longer:
        - {query: 'purpose:deliver-order', after: P3Y, law: 电子商务法, article: 第三十一条}
        - {query: 'kind:admin', after: P3Y, law: 个人信息保护法, article: 第五十六条}
      automatic: true
      """;

  private static RetentionPolicy read(String text) {
    return RetentionFile.parse("retention.yaml", text, PrunedLog.ZONE);
  }

  @Test
  void aWholePolicyIsRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("retention.yaml"), GOOD);
    RetentionPolicy policy = RetentionFile.read(file, PrunedLog.ZONE);
    assertThat(policy.standard()).isEqualTo(new Term(Period.ofMonths(6), "网络安全法", "第二十三条"));
    assertThat(policy.longer())
        .extracting(RetentionRule::name)
        .containsExactly("longer[1]", "longer[2]");
    assertThat(policy.automatic()).isTrue();
    assertThat(policy.hash()).hasSize(64).isNotEqualTo(read(GOOD + "\n").hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "after: P6M | after: P5M | retention.yaml:1: after: P5M is shorter than the six months",
        "after: P6M | after: 6 months | expected a period",
        "after: P6M | after: PT5000H | expected a period",
        "law: 网络安全法,  |  | retention.yaml:1: law: expected one value",
        "article: 第二十三条 | article: '' | article: expected one value",
        "after: P3Y, law: 电 | after: P100D, law: 电 | retention.yaml:3: after: P100D is shorter",
        "purpose:deliver-order | colour:blue | retention.yaml:3: query: column 1: expected one of",
        "purpose:deliver-order | subject:u-1 | names no person",
        "automatic: true | automatic: maybe | automatic: expected true or false",
        "automatic: true | automatic: true\\ndefualt: {} | retention.yaml:6: there is no key"
            + " defualt; did you mean default?",
        "automatic: true | automatic: true\\npurpose: x | there is no such key here; it takes one"
            + " of the keys automatic, default, longer",
        "default: | defualt: | default is missing",
        "longer: | longer: [}  | is not YAML",
        "longer: | default: {after: P6M, law: a, article: b}\\nlonger: | stands twice",
      })
  void aMistakeIsToldWithItsPlace(String was, String is, String told) {
    String text = GOOD.replace(was, is == null ? "" : is.replace("\\n", "\n"));
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PolicyRefused.class)
        .hasMessageContaining(told);
  }

  @Test
  void aRuleIsNotShorterThanTheDefault() {
    assertThatThrownBy(() -> read(GOOD.replace("after: P6M", "after: P4Y")))
        .isInstanceOf(PolicyRefused.class)
        .hasMessage(
            """
            retention.yaml:3: after: P3Y is shorter than P4Y, the default, for which every entry is kept
            retention.yaml:4: after: P3Y is shorter than P4Y, the default, for which every entry is kept\
            """);
  }

  @Test
  void allTermsThatAreTooShortAreToldTogetherWithWhatElseIsWrong() {
    String text =
        GOOD.replace("after: P6M, law: 网络安全法", "after: P5M, law: ''").replace("P3Y", "P5M");
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            PolicyRefused.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anyMatch(each -> each.startsWith("retention.yaml:1: after: P5M is shorter"))
                    .anyMatch(each -> each.startsWith("retention.yaml:1: law: expected one value"))
                    .anyMatch(each -> each.startsWith("retention.yaml:3: after: P5M is shorter"))
                    .anyMatch(each -> each.startsWith("retention.yaml:4: after: P5M is shorter")));
  }

  @Test
  void anEmptyOrMissingFileIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> read("")).isInstanceOf(PolicyRefused.class);
    assertThatThrownBy(() -> RetentionFile.read(folder.resolve("none.yaml"), PrunedLog.ZONE))
        .isInstanceOf(PolicyRefused.class);
  }
}
