package dev.yinhu.service.demo;

import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan of the shop found that anybody could read.
 *
 * @param readable values in the database
 * @param judged the same by the register's judgement
 * @param undeclared columns that the register does not know
 * @param logged values in the logs
 */
record ScanShot(long readable, Map<String, Long> judged, List<String> undeclared, long logged) {
  ScanShot {
    judged = new TreeMap<>(judged);
    undeclared = List.copyOf(undeclared);
  }

  static ScanShot of(Judgements judgements, long logged) {
    long readable = 0;
    Map<String, Long> judged = new TreeMap<>();
    List<String> undeclared = new ArrayList<>();
    for (Judged one : judgements.judged()) {
      Holding holding = one.holding().orElse(null);
      if (holding != null && holding.form() == Form.PLAINTEXT) {
        long values = holding.amount().found();
        readable += values;
        judged.merge(one.verdict().wire(), values, Long::sum);
        if (one.verdict() == Verdict.UNDECLARED) {
          undeclared.add(
              holding.place().collection() + holding.place().field().map(f -> "." + f).orElse(""));
        }
      }
    }
    return new ScanShot(readable, judged, undeclared.stream().distinct().toList(), logged);
  }

  /** Values that the register wants encrypted. */
  long toBeEncrypted() {
    return judged.getOrDefault(Verdict.PLAINTEXT.wire(), 0L);
  }
}
