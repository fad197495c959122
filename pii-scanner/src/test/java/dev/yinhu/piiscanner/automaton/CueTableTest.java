package dev.yinhu.piiscanner.automaton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CueTableTest {
  private static List<String> found(CueTable table, String text) {
    return found(table, text, 0, text.length());
  }

  private static List<String> found(CueTable table, String text, int from, int to) {
    List<String> found = new ArrayList<>();
    table.find(
        text.toCharArray(),
        text.length(),
        from,
        to,
        (start, end, group) -> found.add(text.substring(start, end) + "=" + group));
    return found;
  }

  @Test
  void hanWordsAreFoundInsideOtherText() {
    CueTable table = CueTable.of(Map.of(1, List.of("手机", "手机号"), 2, List.of("机号")));

    assertThat(found(table, "我的手机号是")).containsExactly("手机=1", "手机号=1", "机号=2");
  }

  @Test
  void latinWordsAreFoundWholeOnly() {
    CueTable table = CueTable.of(List.of("lic", "id card", "QQ号", "id"));

    assertThat(found(table, "public policy lic")).containsExactly("lic=0");
    assertThat(found(table, "ID Card user_id idcard id2"))
        .containsExactly("ID=0", "ID Card=0", "id=0", "id=0");
    assertThat(found(table, "lic2025 2id")).containsExactly("lic=0", "id=0");
    assertThat(found(table, "我qq号码 aqq号")).containsExactly("qq号=0");
  }

  @Test
  void whatStandsOutsideOfTheRangeDecidesWhetherAWordIsWhole() {
    CueTable table = CueTable.of(List.of("id"));

    assertThat(found(table, "paid idle id", 2, 7)).isEmpty();
    assertThat(found(table, "paid idle id", 2, 12)).containsExactly("id=0");
  }

  @Test
  void aWordMayBelongToSeveralGroups() {
    CueTable table = CueTable.of(Map.of(3, List.of("号"), 5, List.of("号", "编号")));

    assertThat(found(table, "编号")).containsExactly("编号=5", "号=3", "号=5");
  }

  @Test
  void emptyWordsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CueTable.of(List.of("a", "")))
        .withMessageContaining("empty");
  }

  @Property
  void findsWhatComparingAtEveryPlaceFinds(
      @ForAll @Size(min = 1, max = 12)
          List<@StringLength(min = 1, max = 4) @CharRange(from = '\u7532', to = '\u7535') String>
              words,
      @ForAll @StringLength(max = 60) @CharRange(from = '\u7532', to = '\u7535') String text) {
    List<String> expected = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      for (int start = 0; start < end; start++) {
        if (words.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
          expected.add(text.substring(start, end) + "=0");
        }
      }
    }

    assertThat(found(CueTable.of(words), text)).isEqualTo(expected);
  }
}
