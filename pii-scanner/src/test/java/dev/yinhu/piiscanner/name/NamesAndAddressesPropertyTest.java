package dev.yinhu.piiscanner.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.text.FoldedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndAddressesPropertyTest {
  private static final List<Detector> DETECTORS =
      List.of(new NameDetector(), new AddressDetector());

  @Property(tries = 500)
  void whatIsFoundLiesWithinTheTextInOrderAndIsNoLongerThanItMayBe(@ForAll("texts") String text) {
    FoldedText folded = FoldedText.of(text);
    for (Detector detector : DETECTORS) {
      List<Candidate> found = new ArrayList<>();
      detector.detect(folded, Hints.NONE, found::add);
      int last = 0;
      for (Candidate candidate : found) {
        assertThat(candidate.start()).isGreaterThanOrEqualTo(last);
        assertThat(candidate.end()).isGreaterThan(candidate.start());
        assertThat(candidate.end()).isLessThanOrEqualTo(folded.length());
        assertThat(candidate.end() - candidate.start()).isLessThanOrEqualTo(140);
        assertThat(candidate.confidence()).isBetween(0.0, 1.0);
        last = candidate.end();
      }
    }
  }

  @Test
  void aNameWrittenByItsSoundIsToldBehindThoseBeforeIt() {
    List<Integer> starts = new ArrayList<>();
    new NameDetector()
        .detect(FoldedText.of("王王先生买买提"), Hints.NONE, found -> starts.add(found.start()));

    assertThat(starts).containsExactly(0, 4);
  }

  @Property(tries = 300)
  void anyTextAtAllIsRead(@ForAll String text) {
    FoldedText folded = FoldedText.of(text);
    for (Detector detector : DETECTORS) {
      List<Candidate> found = new ArrayList<>();
      detector.detect(folded, Hints.of(text), found::add);
      assertThat(found).allMatch(candidate -> candidate.end() <= folded.length());
    }
  }

  /** A quadratic reading of a million characters would take minutes to hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "王", "王小", "省市区", "号", "号1", "北京", "北京路", "广东省深圳市", "买买提·", "·", "路1", "1号", "1-", "收货人：",
        "姓名", "（", "\"", ": ", "张三、", "人民", "公司", "9", "a=", "栋", "3栋", "欧阳", "的", "一", "村", "路"
      })
  void aMegabyteOfTheSameIsReadInTimeProportionalToItsLength(String piece) {
    FoldedText text = FoldedText.of(piece.repeat(1_000_000 / piece.length()));
    for (Detector detector : DETECTORS) {
      assertTimeout(
          Duration.ofSeconds(30), () -> detector.detect(text, Hints.NONE, candidate -> {}));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "王",
            "小明",
            "欧阳",
            "收货人：",
            "姓名",
            "，",
            "、",
            "·",
            "买买提",
            "广东省",
            "深圳市",
            "南山区",
            "人民路",
            "12号",
            "3栋",
            "2单元",
            "501室",
            " ",
            "\n",
            "13800138000",
            "先生",
            "收",
            "公司",
            "的",
            "和",
            "\"",
            "**",
            "1-2-3",
            "路",
            "村",
            "第",
            "附",
            "往北300米",
            "交叉口",
            "\uD83D\uDE00",
            "\uD800");
    return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
  }
}
