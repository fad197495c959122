package dev.yinhu.piiscanner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleReaderTest {
  private static final RuleReader READER =
      new RuleReader(Checks.standard(() -> Instant.parse("2026-11-22T00:00:00Z")));

  private static RuleReading read(String text) {
    return READER.read("mine.yaml", text);
  }

  @Test
  void everyKeyIsRead() {
    RuleReading reading =
        read(
            """
            version: 1
            shared:
              - &order [订单号, order no]
            detectors:
              - name: staff-number
                type: STAFF_NUMBER
                match: ['E[0-9]{6}', 'X\\d{6}']
                lead: 'no\\.? '
                ignore-case: true
                before: not-alnum
                after: [not-alnum, not-hyphenated]
                separators: ' -'
                checks: [luhn, length-7-9]
                strength: named
                confidence: 0.4
                check-adds: 0.2
                cues: {words: [工号], names: [staff_no], window: 20, behind: 5, adds: 0.25,
                  name-adds: 0.35, needed: true}
                against: {words: [*order, sku]}
            """);
    assertThat(reading.problems()).isEmpty();
    Rule rule = reading.rules().getFirst();
    assertThat(rule.name()).isEqualTo("staff-number");
    assertThat(rule.type()).isEqualTo(new PiiType("STAFF_NUMBER"));
    assertThat(rule.patterns())
        .containsExactly(new LinearPattern("E[0-9]{6}", true), new LinearPattern("X\\d{6}", true));
    assertThat(rule.lead()).containsExactly(new LinearPattern("no\\.? ", true));
    assertThat(rule.before()).containsExactly(Boundary.NOT_ALNUM);
    assertThat(rule.after()).containsExactly(Boundary.NOT_ALNUM, Boundary.NOT_HYPHENATED);
    assertThat(rule.separators()).isEqualTo(" -");
    assertThat(rule.checks()).containsExactly("luhn", "length-7-9");
    assertThat(rule.strength()).isEqualTo(Strength.NAMED);
    assertThat(rule.confidence()).isEqualTo(0.4);
    assertThat(rule.checkAdds()).isEqualTo(0.2);
    assertThat(rule.cues())
        .isEqualTo(new Cues(List.of("工号"), List.of("staff_no"), 20, 5, 0.25, 0.35, true));
    assertThat(rule.against().words()).containsExactly("订单号", "order no", "sku");
    assertThat(rule.against().adds()).isNegative();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    RuleReading reading =
        read(
            """
            version: 2
            detektors: []
            detectors:
              - name: Bad Name
                type: X
                match: 'a'
              - type: lower
                match: ['a(?=b)', '[z-a]']
                before: not-digits
                checks: luhm
                strength: strong
                confidence: much
                cues: {word: [a], window: 9999}
              - name: twice
                type: X
                match: 'a'
              - name: twice
                type: X
                match: 'a'
                against: {needed: true, words: [a]}
              - name: no-match
                type: X
                confidence: 7
            """);
    assertThat(reading.problems().stream().map(YamlProblem::toString))
        .containsExactly(
            "mine.yaml:1:10: this build reads version 1 of the format",
            "mine.yaml:2:1: the key is not known; did you mean 'detectors'?",
            "mine.yaml:4:5: a detector is named by lower-case words joined by hyphens, at most 64"
                + " characters",
            "mine.yaml:7:5: 'name' is missing: add it",
            "mine.yaml:7:11: a type is named by upper-case letters, digits and underscores, a"
                + " letter first, at most 64 characters",
            "mine.yaml:8:13: at character 2: there are no look-arounds, flags or named groups: only"
                + " ( and )",
            "mine.yaml:8:23: at character 4: a range of a class is the wrong way round",
            "mine.yaml:9:13: the boundary is not known; did you mean 'not-digit'?",
            "mine.yaml:10:13: the check is not known; did you mean 'luhn'?",
            "mine.yaml:11:15: the strength is not known; known are checked, grammar, named, shape",
            "mine.yaml:12:17: 'confidence' is a number, such as 0.3",
            "mine.yaml:13:12: the key is not known; did you mean 'words'?",
            "mine.yaml:13:31: 'window' is a whole number from 0 to 200",
            "mine.yaml:17:5: what speaks against a reading cannot be needed",
            "mine.yaml:21:5: 'match' is missing: add a pattern or a list of them",
            "mine.yaml:21:5: a confidence lies between 0 and 1");
    assertThat(reading.rules()).extracting(Rule::name).containsExactly("twice");
  }

  @Test
  void whatIsNoYamlIsOneProblem() {
    assertThat(read("a: [").problems()).hasSize(1);
    assertThat(read("").problems()).hasSize(1);
    assertThat(read("- a").problems()).hasSize(1);
    assertThat(read("a: \"\\uZZZZ\"").problems()).hasSize(1);
    assertThat(read("[".repeat(100_000)).problems()).hasSize(1);
  }

  @Test
  void anchorsThatHoldThemselvesAreBorne() {
    assertThat(read("version: 1\ndetectors: &d [*d, {name: a, cues: *d}]").problems()).isNotEmpty();
  }
}
