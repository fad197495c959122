package dev.yinhu.piiscanner.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignReachTest {
  @ParameterizedTest
  @CsvSource({
    "'[a-z]{1,64}@[a-z]+', 65",
    "'(ab|c)@x|@y', 3",
    "'[a-z]+@x', 0",
    "'[a-z]{2,4}', 0",
    "'a@b|c', 0",
    "'[a-z]{400}@x', 0",
    "'[?-A]b@', 3",
  })
  void itIsTheMostCharactersUpToTheSign(String expression, int reach) {
    assertThat(
            SignReach.of(
                Operations.determinize(
                    new RegExp(expression, RegExp.NONE).toAutomaton(), Integer.MAX_VALUE)))
        .isEqualTo(reach);
  }
}
