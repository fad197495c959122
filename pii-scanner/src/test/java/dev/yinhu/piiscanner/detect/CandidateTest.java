package dev.yinhu.piiscanner.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static double confidence(double... weights) {
    List<Term> terms =
        DoubleStream.of(weights).mapToObj(w -> new Term(Ground.STRUCTURE, "shape", w)).toList();
    return new Candidate(new PiiType("EMAIL"), "email", 0, 1, Strength.SHAPE, terms).confidence();
  }

  @Test
  void termsThatMakeAThresholdReachIt() {
    assertThat(confidence(0.6, 0.3)).isEqualTo(0.9);
    assertThat(confidence(0.1, 0.2)).isEqualTo(0.3);
  }

  @Test
  void confidenceStaysWithinZeroAndOne() {
    assertThat(confidence(0.8, 0.7)).isEqualTo(1);
    assertThat(confidence(0.2, -0.5)).isZero();
  }
}
