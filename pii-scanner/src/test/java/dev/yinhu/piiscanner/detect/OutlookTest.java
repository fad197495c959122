package dev.yinhu.piiscanner.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.quality.LabelledCorpus;
import dev.yinhu.piiscanner.quality.LabelledText;
import dev.yinhu.piiscanner.text.FoldedText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs a cue is found where one is near as if it were looked for everywhere. */
class OutlookTest {
  private static final Checks CHECKS =
      Checks.standard(InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));
  private static final RuleTables TABLES = new RuleTables(BuiltInRules.all(CHECKS), CHECKS);
  private static final int TEXTS_TOGETHER = 12;

  private static List<Candidate> found(String text) {
    List<Candidate> found = new ArrayList<>();
    new RuleScan(TABLES, FoldedText.of(text), Hints.NONE, found::add).run();
    return found;
  }

  private static List<Candidate> foundEverywhere(String text) {
    List<Candidate> found = new ArrayList<>();
    FoldedText folded = FoldedText.of(text);
    Stretches all = new Stretches();
    all.add(0, folded.length());
    new RuleScan(TABLES, folded, Hints.NONE, found::add).run(all, new Stretches());
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cn-dev", "cn-other", "intl", "mixed", "rules-own"})
  void everyLabelledTextHasTheSameFindings(String corpus) {
    for (LabelledText text : LabelledCorpus.read(corpus).texts()) {
      assertThat(found(text.text())).as(text.id()).isEqualTo(foundEverywhere(text.text()));
    }
  }

  @Test
  void textsBehindEachOtherHaveTheSameFindings() {
    List<LabelledText> texts = new ArrayList<>(LabelledCorpus.read("mixed").texts());
    texts.addAll(LabelledCorpus.read("intl").texts());
    Collections.shuffle(texts, new Random(5));
    for (int first = 0; first + TEXTS_TOGETHER <= texts.size(); first += TEXTS_TOGETHER) {
      List<String> some =
          texts.subList(first, first + TEXTS_TOGETHER).stream().map(LabelledText::text).toList();
      String joined = String.join("\n", some);
      assertThat(found(joined)).isEqualTo(foundEverywhere(joined));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "birth_date,x\n1990-03-01,y\n1991-04-02,z",
        "userBirthDate=1990-03-01",
        "e-mail|Date.Of.Birth|z\na|1990-03-01|b\nc|1992-05-06|d",
        "1990年3月1日出生",
        "加微信, worker_17",
        "worker_17加微信",
        "INSERT INTO t (id, dob) VALUES (1, '1990-03-01'), (2, '1990-03-02')",
        "<tr><th>QQ</th></tr><tr><td>12345678</td></tr>",
        "QQ\n12345678",
      })
  void whereCuesStandAndHowNamesAreSpelledMakesNoDifference(String text) {
    assertThat(found(text)).isNotEmpty().isEqualTo(foundEverywhere(text));
  }

  @Test
  void withoutCuesTimesAndCountersAreNotLookedInto() {
    String log = "2026-03-01 10:11:12 INFO worker-1 took 20260301 ms\n".repeat(200);
    RuleScan near = new RuleScan(TABLES, FoldedText.of(log), Hints.NONE, candidate -> {});
    near.run();
    Stretches all = new Stretches();
    all.add(0, log.length());
    RuleScan everywhere = new RuleScan(TABLES, FoldedText.of(log), Hints.NONE, candidate -> {});
    everywhere.run(all, new Stretches());

    assertThat(near.steps()).isLessThan(everywhere.steps() * 3 / 4);
  }
}
