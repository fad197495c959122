package dev.yinhu.piiscanner.automaton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.piiscanner.rule.LinearPattern;
import java.util.ArrayList;
import java.util.List;
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
  private static boolean any(int c) {
    return c >= 0;
  }

  private static boolean notDigit(int c) {
    return c < '0' || c > '9';
  }

  private static Expression expression(String pattern, IntPredicate before, IntPredicate after) {
    return new Expression(
        pattern, LinearPattern.of(pattern).lucene(), "", "", before, after, false);
  }

  private static Expression expression(String pattern) {
    return expression(pattern, PatternSearchTest::any, PatternSearchTest::any);
  }

  /** Collects ends as {@code expression:start-end}. */
  private static final class Found implements PatternSearch.Ends {
    private final List<String> all = new ArrayList<>();

    @Override
    public void ended(int expression, int start, int end) {
      all.add(expression + ":" + start + "-" + end);
    }

    @Override
    public void left(int start) {
      all.add("|" + start);
    }
  }

  private static List<String> found(PatternSearch search, String text) {
    Found found = new Found();
    search.walk(text.toCharArray(), text.length(), found);
    return found.all;
  }

  @Test
  void endsAreToldByStartForEveryPatternWithinItsBoundaries() {
    PatternSearch search =
        PatternSearch.of(
            List.of(
                expression("1[0-9]{3}", PatternSearchTest::notDigit, PatternSearchTest::notDigit),
                expression("x[0-9]{2,3}")));

    assertThat(found(search, "a1234 x1234 12345"))
        .containsExactly("0:1-5", "|1", "1:6-9", "1:6-10", "|6", "0:7-11", "|7");
  }

  @Test
  void longCountedRepetitionsAreCheckedByTheExactAutomaton() {
    PatternSearch search = PatternSearch.of(List.of(expression("x[a-z]{30,90}!")));
    char[] right = ("x" + "a".repeat(35) + "!").toCharArray();
    char[] wrong = ("x" + "a".repeat(99) + "!").toCharArray();

    assertThat(search.isRelaxed(0)).isTrue();
    assertThat(found(search, new String(right))).hasSize(2);
    assertThat(search.longest(0, right, 0, right.length, (c, e, n) -> true)).isEqualTo(37);
    assertThat(search.longest(0, wrong, 0, wrong.length, (c, e, n) -> true)).isNegative();
  }

  @Test
  void aTriggerIsLookedForInsteadOfTheWhole() {
    Expression triggered =
        new Expression(
            "url",
            "https?://[a-z.]{1,200}",
            "",
            "https?://",
            PatternSearchTest::any,
            c -> true,
            false);
    PatternSearch search = PatternSearch.of(List.of(triggered));
    char[] text = "see https://a.b now".toCharArray();

    assertThat(found(search, new String(text))).containsExactly("0:4-12", "|4");
    assertThat(search.isRelaxed(0)).isTrue();
    assertThat(search.longest(0, text, 4, text.length, (c, e, n) -> true)).isEqualTo(15);
  }

  @Test
  void aLeadIsCutOff() {
    Expression led =
        new Expression("p", "pw=[a-z=]+", "pw=+", "pw=", PatternSearchTest::any, c -> true, false);
    PatternSearch search = PatternSearch.of(List.of(led));

    assertThat(search.behindLead(0, "pw==abc".toCharArray(), 0, 7)).isEqualTo(4);
    assertThat(search.behindLead(0, "pw==".toCharArray(), 0, 4)).isEqualTo(3);
  }

  @Test
  void patternsThatExplodeAreRefusedByName() {
    Expression exploding =
        new Expression(
            "my-detector",
            "(a|b)*a(a|b){30}",
            "",
            "",
            PatternSearchTest::any,
            PatternSearchTest::any,
            false);

    assertThatThrownBy(() -> PatternSearch.of(List.of(exploding)))
        .isInstanceOf(TooComplexException.class)
        .hasMessageContaining("my-detector")
        .hasMessageContaining("states");
  }

  @Test
  void walksThatMeetAnEarlierOneStop() {
    PatternSearch search =
        PatternSearch.of(
            List.of(expression("[a-z.]+@[a-z]+", c -> c < 'a' || c > 'z', PatternSearchTest::any)));
    char[] text = "a.".repeat(5_000).toCharArray();

    assertThat(search.walk(text, text.length, new Found())).isLessThan(10L * text.length);
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

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc1").ofMaxLength(8);
  }

  /** Texts are too short for walks to leave a trail: every start is told. */
  @Property(tries = 300)
  void findsWhatRegularExpressionsFind(
      @ForAll @Size(min = 1, max = 4) List<@From("patterns") String> patterns,
      @ForAll("texts") String text) {
    List<String> expected = new ArrayList<>();
    for (int start = 0; start < text.length(); start++) {
      for (int end = start + 1; end <= text.length(); end++) {
        boolean bounded =
            (start == 0 || notDigit(text.charAt(start - 1)))
                && (end == text.length() || notDigit(text.charAt(end)));
        for (int p = 0; p < patterns.size(); p++) {
          if (bounded && Pattern.matches(patterns.get(p), text.substring(start, end))) {
            expected.add(p + ":" + start + "-" + end);
          }
        }
      }
    }

    PatternSearch search =
        PatternSearch.of(
            patterns.stream()
                .map(p -> expression(p, PatternSearchTest::notDigit, PatternSearchTest::notDigit))
                .toList());

    assertThat(found(search, text).stream().filter(f -> !f.startsWith("|")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
