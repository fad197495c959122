package dev.yinhu.subjectrights.indicator;

import dev.yinhu.register.WireName;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Medians from coming in to being taken on and to the end: of all, and by type and channel where
 * the number of cases is told.
 */
final class Medians {
  private Medians() {}

  static SortedMap<String, Object> of(List<CaseFact> facts) {
    SortedMap<String, Object> medians = pair(facts);
    medians.put("types", rows(facts, CaseType.values(), CaseFact::type));
    medians.put("channels", rows(facts, Channel.values(), CaseFact::channel));
    return medians;
  }

  /** No row where its count is hidden: that there is one would tell that the count is not small. */
  private static <E extends WireName> SortedMap<String, Object> rows(
      List<CaseFact> facts, E[] all, Function<CaseFact, E> by) {
    SortedMap<String, List<CaseFact>> grouped = Indicators.grouped(facts, by);
    SortedMap<String, Object> rows = new TreeMap<>();
    SmallCounts.breakdown(Indicators.counts(facts, all, by))
        .ifPresent(cells ->
            cells.forEach((key, count) -> {
              if (count.orElse(0) > 0) {
                rows.put(key, pair(grouped.getOrDefault(key, List.of())));
              }
            }));
    return rows;
  }

  private static SortedMap<String, Object> pair(List<CaseFact> facts) {
    SortedMap<String, Object> pair = new TreeMap<>();
    Indicators.put(pair, "accept_seconds", Median.seconds(accepts(facts)));
    Indicators.put(
        pair, "finish_seconds", Median.seconds(facts.stream().map(Indicators::toFinish).toList()));
    return pair;
  }

  private static List<Duration> accepts(List<CaseFact> facts) {
    return facts.stream()
        .flatMap(fact -> fact.accepted().map(at -> Duration.between(fact.received(), at)).stream())
        .toList();
  }
}
