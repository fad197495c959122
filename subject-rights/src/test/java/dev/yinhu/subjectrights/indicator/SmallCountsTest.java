package dev.yinhu.subjectrights.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmallCountsTest {
  private static final OptionalLong HIDDEN = OptionalLong.empty();

  @Test
  void totalsFromOneToFourAreHidden() {
    assertThat(SmallCounts.total(0)).hasValue(0);
    assertThat(SmallCounts.total(1)).isEmpty();
    assertThat(SmallCounts.total(4)).isEmpty();
    assertThat(SmallCounts.total(5)).hasValue(5);
  }

  @Test
  void aSmallCellTakesTheSmallestOtherWithItSoThatItCannotBeComputedFromTheTotal() {
    assertThat(told(3, 20, 7, 0))
        .containsExactly(HIDDEN, OptionalLong.of(20), HIDDEN, OptionalLong.of(0));
  }

  @Test
  void severalSmallCellsStillTakeOneMoreWithThem() {
    assertThat(told(1, 1, 30, 8)).containsExactly(HIDDEN, HIDDEN, OptionalLong.of(30), HIDDEN);
  }

  @Test
  void cellsOfTheSameCountAreHiddenTogether() {
    assertThat(told(2, 9, 9, 30)).containsExactly(HIDDEN, HIDDEN, HIDDEN, OptionalLong.of(30));
  }

  @Test
  void withoutSmallCellsAllIsTold() {
    assertThat(told(5, 0, 10, 5)).doesNotContain(HIDDEN);
  }

  @Test
  void aBreakdownOfFewCasesIsNotToldWhateverItHolds() {
    assertThat(SmallCounts.breakdown(cells(List.of(19, 0, 0, 0)))).isEmpty();
    assertThat(SmallCounts.breakdown(cells(List.of(4, 5, 5, 5)))).isEmpty();
    assertThat(SmallCounts.breakdown(cells(List.of(20, 0, 0, 0)))).isPresent();
  }

  /**
   * Somebody who knows the rules tries every table with the same total: for each hidden cell there
   * must be two that give what was told and differ in that cell.
   */
  @Property(tries = 60)
  void noHiddenCellCanBeComputedBackByWhoKnowsTheRules(
      @ForAll @Size(min = 2, max = 4) List<@IntRange(min = 0, max = 12) Integer> counts) {
    SortedMap<String, Long> table = cells(counts);
    var told = SmallCounts.breakdown(table);
    if (told.isEmpty()) {
      return;
    }
    Map<String, Set<Long>> possible = new TreeMap<>();
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    for (List<Integer> other : tables(counts.size(), total)) {
      SortedMap<String, Long> candidate = cells(other);
      if (SmallCounts.breakdown(candidate).equals(told)) {
        candidate.forEach((key, n) -> possible.computeIfAbsent(key, _ -> new HashSet<>()).add(n));
      }
    }
    told.get()
        .forEach((key, shown) ->
            assertThat(possible.get(key)).hasSizeGreaterThanOrEqualTo(shown.isPresent() ? 1 : 2));
    table.forEach((key, n) -> {
      if (n > 0 && n < SmallCounts.LEAST) {
        assertThat(told.get().get(key)).isEmpty();
      }
    });
  }

  private static List<List<Integer>> tables(int cells, int total) {
    if (cells == 1) {
      return List.of(List.of(total));
    }
    List<List<Integer>> all = new ArrayList<>();
    for (int first = 0; first <= total; first++) {
      for (List<Integer> rest : tables(cells - 1, total - first)) {
        List<Integer> whole = new ArrayList<>(rest);
        whole.add(first);
        all.add(whole);
      }
    }
    return all;
  }

  private static List<OptionalLong> told(Integer... counts) {
    return List.copyOf(SmallCounts.breakdown(cells(List.of(counts))).orElseThrow().values());
  }

  private static SortedMap<String, Long> cells(List<Integer> counts) {
    SortedMap<String, Long> cells = new TreeMap<>();
    for (int i = 0; i < counts.size(); i++) {
      cells.put("c" + i, (long) counts.get(i));
    }
    return cells;
  }
}
