package dev.yinhu.piiscanner.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Strength;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OverlapsTest {
  private static final FoldedText TEXT = FoldedText.of("x".repeat(200));

  private static Candidate candidate(
      String type, int start, int end, Strength strength, double confidence) {
    return new Candidate(
        new PiiType(type),
        "d",
        start,
        end,
        strength,
        List.of(new Term(Ground.STRUCTURE, "d", confidence)));
  }

  private static List<Finding> settle(Candidate... candidates) {
    return new Overlaps(type -> 0.5).settle(List.of(candidates), TEXT);
  }

  @Test
  void theStrongerReadingStandsAndTheOtherIsKeptInItsTrace() {
    List<Finding> findings =
        settle(
            candidate("LONG", 0, 19, Strength.SHAPE, 0.9),
            candidate("ID", 0, 18, Strength.CHECKED, 0.6));

    assertThat(findings).extracting(f -> f.type().name()).containsExactly("ID");
    assertThat(findings.getFirst().trace().losers())
        .extracting(l -> l.type().name())
        .containsExactly("LONG");
  }

  @Test
  void confidenceThenLengthDecideAmongEqualStrength() {
    assertThat(
            settle(
                candidate("A", 0, 5, Strength.SHAPE, 0.6),
                candidate("B", 2, 8, Strength.SHAPE, 0.7),
                candidate("C", 7, 12, Strength.SHAPE, 0.6),
                candidate("D", 20, 25, Strength.SHAPE, 0.6),
                candidate("E", 20, 26, Strength.SHAPE, 0.6)))
        .extracting(f -> f.type().name())
        .containsExactly("B", "E");
  }

  @Test
  void readingsBelowTheThresholdNeitherStandNorSuppress() {
    List<Finding> findings =
        settle(
            candidate("WEAK", 0, 18, Strength.CHECKED, 0.4),
            candidate("GOOD", 0, 11, Strength.SHAPE, 0.6));

    assertThat(findings).extracting(f -> f.type().name()).containsExactly("GOOD");
    assertThat(findings.getFirst().trace().losers()).hasSize(1);
  }

  @Provide
  Arbitrary<List<Candidate>> candidates() {
    return Combinators.combine(
            Arbitraries.of("A", "B", "C"),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(1, 20),
            Arbitraries.of(Strength.values()),
            Arbitraries.of(0.4, 0.6, 0.8))
        .as((type, start, length, strength, c) ->
            candidate(type, start, start + length, strength, c))
        .list()
        .ofMaxSize(30);
  }

  @Property
  void whatStandsIsWhatTakingTheStrongestOneByOneLeaves(
      @ForAll("candidates") List<Candidate> candidates) {
    List<Reading> left =
        new ArrayList<>(
            candidates.stream()
                .map(c -> new Reading(c, c.confidence(), true))
                .filter(r -> r.confidence() >= 0.5)
                .sorted(Reading.STRONGEST_FIRST)
                .toList());
    TreeMap<Integer, String> expected = new TreeMap<>();
    while (!left.isEmpty()) {
      Reading best = left.removeFirst();
      expected.put(best.start(), best.candidate().type().name() + best.end());
      left.removeIf(best::overlaps);
    }

    List<Finding> findings = new Overlaps(type -> 0.5).settle(candidates, TEXT);

    assertThat(findings)
        .extracting(f -> f.type().name() + f.end())
        .containsExactlyElementsOf(expected.values());
    assertThat(findings).isSortedAccordingTo(Comparator.comparingInt(Finding::start));
  }
}
