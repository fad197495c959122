package dev.yinhu.piiscanner.automaton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.piiscanner.rule.LinearPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PatternSearchTest {
  private static final PatternSearch.Bounds OPEN =
      new Near(PatternSearchTest::any, PatternSearchTest::any);

  private static boolean any(int c) {
    return c >= 0;
  }

  private static boolean notDigit(int c) {
    return c < '0' || c > '9';
  }

  /** Boundaries of one character. */
  private record Near(IntPredicate before, IntPredicate after) implements PatternSearch.Bounds {
    @Override
    public boolean mayStart(char[] chars, int start) {
      return start == 0 || before.test(chars[start - 1]);
    }

    @Override
    public boolean mayEnd(char[] chars, int end, int length) {
      return end == length || after.test(chars[end]);
    }
  }

  private static Expression expression(String pattern, IntPredicate before, IntPredicate after) {
    return new Expression(pattern, LinearPattern.of(pattern).lucene(), "", before, after);
  }

  private static List<String> ends(PatternSearch search, String text) {
    List<String> ends = new ArrayList<>();
    search.walk(text.toCharArray(), text.length(), (number, end) -> ends.add(number + "@" + end));
    return ends;
  }

  @Test
  void endsAreToldForEveryPatternWithItsBoundaries() {
    PatternSearch search =
        PatternSearch.of(
            List.of(
                expression("1[0-9]{3}", PatternSearchTest::notDigit, PatternSearchTest::notDigit),
                expression("x[0-9]{2}", PatternSearchTest::any, PatternSearchTest::any)));

    assertThat(ends(search, "a1234 x1234 1234 12345"))
        .containsExactly("0@5", "1@9", "0@11", "0@16");
  }

  @Test
  void walkingBackFindsTheStartsAndForthTheLongestMatch() {
    PatternSearch search =
        PatternSearch.of(
            List.of(expression("a+b+", PatternSearchTest::any, PatternSearchTest::any)));
    char[] chars = "xaaabbby".toCharArray();
    Starts starts = new Starts();

    search.starts(0, chars, 5, 0, OPEN, starts);

    assertThat(starts.size()).isEqualTo(3);
    assertThat(starts.leftmost(0)).isEqualTo(1);
    assertThat(starts.leftmost(2)).isEqualTo(3);
    assertThat(search.longest(0, chars, 1, chars.length, OPEN, starts)).isEqualTo(7);
    search.starts(0, chars, 5, 3, OPEN, starts);
    assertThat(starts.leftmost(0)).isEqualTo(3);
  }

  @Test
  void longCountedRepetitionsAreCheckedByTheExactAutomaton() {
    PatternSearch search =
        PatternSearch.of(
            List.of(expression("x[a-z]{30,40}y", PatternSearchTest::any, PatternSearchTest::any)));
    Starts starts = new Starts();
    char[] right = ("x" + "a".repeat(35) + "y").toCharArray();
    char[] wrong = ("x" + "a".repeat(50) + "y").toCharArray();

    search.starts(0, right, right.length, 0, OPEN, starts);
    assertThat(starts.size()).isEqualTo(1);
    search.starts(0, wrong, wrong.length, 0, OPEN, starts);
    assertThat(starts.size()).isZero();
  }

  @Test
  void patternsThatExplodeAreRefusedByName() {
    Expression exploding =
        new Expression(
            "my-detector", "(a|b)*a(a|b){18}", "", PatternSearchTest::any, PatternSearchTest::any);

    assertThatThrownBy(() -> PatternSearch.of(List.of(exploding)))
        .isInstanceOf(TooComplexException.class)
        .hasMessageContaining("my-detector")
        .hasMessageContaining("states");
  }

  @Test
  void unionsThatExplodeAreRefusedByTheNameOfTheHeaviest() {
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String letters = "[a-z]";
      all.add(
          expression(
              (char) ('a' + i) + letters + "{4}" + (char) ('k' + i) + letters + "{4}[a-z]*!",
              PatternSearchTest::any,
              PatternSearchTest::any));
    }

    assertThatThrownBy(() -> PatternSearch.of(all))
        .isInstanceOf(TooComplexException.class)
        .hasMessageContaining("together");
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "ab",
        "a+b?c",
        "(ab|b)c*",
        "[ab]{2,3}",
        "a(b|c)+a",
        "c[abc]c",
        "(a|ab)(c|bc)",
        "b{2}",
        "1[ab]?1");
  }

  @Property(tries = 200)
  void findsWhatRegularExpressionsFind(
      @ForAll @Size(min = 1, max = 4) List<@From("patterns") String> patterns,
      @ForAll("texts") String text) {
    PatternSearch search =
        PatternSearch.of(
            patterns.stream()
                .map(p -> expression(p, PatternSearchTest::notDigit, PatternSearchTest::notDigit))
                .toList());
    PatternSearch.Bounds bounds =
        new Near(PatternSearchTest::notDigit, PatternSearchTest::notDigit);
    List<String> expected = new ArrayList<>();
    char[] chars = text.toCharArray();
    for (int end = 1; end <= text.length(); end++) {
      for (int p : new TreeSet<>(indexes(patterns))) {
        for (int start = 0; start < end; start++) {
          if (bounds.mayStart(chars, start)
              && bounds.mayEnd(chars, end, chars.length)
              && Pattern.matches(patterns.get(p), text.substring(start, end))) {
            expected.add(p + ":" + start + "-" + end);
          }
        }
      }
    }

    List<String> found = new ArrayList<>();
    Starts starts = new Starts();
    search.walk(
        chars,
        chars.length,
        (number, end) -> {
          search.starts(number, chars, end, 0, bounds, starts);
          for (int i = 0; i < starts.size(); i++) {
            found.add(number + ":" + starts.leftmost(i) + "-" + end);
          }
        });

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc1").ofMaxLength(8);
  }

  private static List<Integer> indexes(List<String> patterns) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      indexes.add(i);
    }
    return indexes;
  }
}
