package dev.yinhu.piiscanner.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
  private static final List<String> TEXTS =
      List.of(
          "1", "12", "123", "a", "A", "b", "ab", "aB", "-", "]", "\"", "@", "#", "&", "~", "<1-9>",
          "a.b", "axb", "\\", "d", "京", "京A", "a-b", "^", "$", "\n", "\t", "x1", "{", "}", "aa",
          "aaa", "aaaa", "()", "1.5", "u", "é", "|");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0-9]{2,3}",
        "a|b|ab",
        "\\d+",
        "[\\d.-]+",
        "\"",
        "@",
        "#",
        "&",
        "~",
        "<1-9>",
        "a\\.b",
        "a.b",
        "[^a-z]",
        "[\\]\\-^]",
        "\\\\",
        "京[A-Z]?",
        "(a-b|x\\d){1}",
        "\\^|\\$|\\t",
        "a{2,}",
        "\\u4eac",
        "\\{|\\}",
        "\\(\\)",
        "[\"@#&~<>]",
        ".",
        "\\|",
        "[a|b]"
      })
  void patternsMeanToLuceneWhatTheyMeanToAnybody(String pattern) {
    assertMeansTheSame(new LinearPattern(pattern, false), Pattern.compile(pattern));
    assertMeansTheSame(
        new LinearPattern(pattern, true), Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  private static void assertMeansTheSame(LinearPattern ours, Pattern theirs) {
    var regExp = new RegExp(ours.lucene(), RegExp.NONE);
    var automaton = Operations.determinize(regExp.toAutomaton(), 10_000);
    var run = new CharacterRunAutomaton(automaton);
    for (String text : TEXTS) {
      assertThat(run.run(text))
          .as("%s on %s", ours, text)
          .isEqualTo(theirs.matcher(text).matches());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a*",
        "(a|b?)",
        "^a",
        "a$",
        "\\ba",
        "(?i)a",
        "(?=a)b",
        "(a)\\1",
        "a*?",
        "a++",
        "a{3,2}",
        "a{0}",
        "a{1001}",
        "a{",
        "(a",
        "a)",
        "[a",
        "[]",
        "[z-a]",
        "a||b",
        "|a",
        "*a",
        "\\w",
        "\\p",
        "a\\",
        "\\u12",
        "\\ud83d",
        "[[:alpha:]]",
        "((a{1000}){1000})",
        "(a{1000}){11}"
      })
  void whatNoAutomatonMatchesInBoundsIsRefused(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> LinearPattern.of(pattern));
  }

  @Test
  void refusalsTellThePlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearPattern.of("abc(?=d)"))
        .withMessage(
            "at character 4: there are no look-arounds, flags or named groups: only ( and )");
  }

  @Test
  void deepGroupsAreRefusedWithoutOverflow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinearPattern.of("(".repeat(900) + "a" + ")".repeat(900)))
        .withMessageContaining("deep");
  }
}
