package dev.yinhu.piiscanner.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands far from a text changes nothing in it: not its findings, not their confidence. */
class NeighboursTest {
  private static final String FAR = "\n\n。" + "\n".repeat(60);

  private static final PiiEngine ENGINE =
      PiiEngine.standard(() -> Instant.parse("2026-11-22T00:00:00Z"));

  @ParameterizedTest
  @ValueSource(strings = {"cn-dev", "cn-other", "intl", "names-own"})
  void twoTextsFarApartAreFoundAsEachAlone(String corpus) {
    List<LabelledText> texts = LabelledCorpus.read(corpus).texts();
    for (int i = 0; i + 1 < texts.size(); i++) {
      String first = texts.get(i).text();
      String second = texts.get(i + 1).text();
      int behind = first.codePointCount(0, first.length()) + FAR.length();
      List<String> alone = told(first, 0);
      alone.addAll(told(second, behind));
      assertThat(told(first + FAR + second, 0)).as(texts.get(i).id()).isEqualTo(alone);
    }
  }

  private static List<String> told(String text, int offset) {
    List<String> told = new ArrayList<>();
    for (Finding finding : ENGINE.scan(text, Hints.NONE)) {
      int start = finding.start() + offset;
      int end = finding.end() + offset;
      told.add(finding.type() + " " + start + "-" + end + " " + finding.confidence());
    }
    return told;
  }
}
