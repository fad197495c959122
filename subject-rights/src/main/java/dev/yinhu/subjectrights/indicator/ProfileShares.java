package dev.yinhu.subjectrights.indicator;

import dev.yinhu.register.WireName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares of cases in time, by profile. A profile's cases in time, late and not concerned are a
 * breakdown of all cases. Its shares by type or channel are told all or not at all, and only when
 * no count behind them is hidden or would be: then nothing is left to compute.
 */
final class ProfileShares {
  private static final String IN_TIME = "in_time";
  private static final String LATE = "late";
  private static final String OTHER = "not_concerned";
  private static final long MILLE = 1_000;

  private ProfileShares() {}

  static SortedMap<String, Object> of(List<CaseFact> facts) {
    TreeSet<String> profiles = new TreeSet<>();
    facts.forEach(fact -> profiles.addAll(fact.inTime().keySet()));
    SortedMap<String, Object> all = new TreeMap<>();
    profiles.forEach(profile -> all.put(profile, profile(facts, profile)));
    return all;
  }

  private static SortedMap<String, Object> profile(List<CaseFact> facts, String profile) {
    SortedMap<String, Long> counts = counts(facts, profile);
    Optional<SortedMap<String, OptionalLong>> told = SmallCounts.breakdown(counts);
    boolean open =
        told.filter(cells -> cells.values().stream().allMatch(OptionalLong::isPresent)).isPresent();
    SortedMap<String, Object> figures = new TreeMap<>();
    figures.put("cases", Indicators.cells(told));
    figures.put("in_time_per_mille", open ? perMille(counts) : null);
    figures.put("target_met", open ? targetMet(counts) : null);
    figures.put("types", open ? rows(facts, profile, CaseFact::type) : null);
    figures.put("channels", open ? rows(facts, profile, CaseFact::channel) : null);
    return figures;
  }

  private static @Nullable SortedMap<String, Object> rows(
      List<CaseFact> facts, String profile, Function<CaseFact, ? extends WireName> by) {
    SortedMap<String, Object> rows = new TreeMap<>();
    for (var row : Indicators.grouped(facts, by).entrySet()) {
      SortedMap<String, Long> counts = counts(row.getValue(), profile);
      if (counts.values().stream().anyMatch(SmallCounts::isSmall)) {
        return null;
      }
      rows.put(row.getKey(), perMille(counts));
    }
    return rows;
  }

  /** Rounded down, so that nothing just below the target looks as if it reached it. */
  private static @Nullable Long perMille(SortedMap<String, Long> counts) {
    long inTime = counts.getOrDefault(IN_TIME, 0L);
    long concerned = inTime + counts.getOrDefault(LATE, 0L);
    return concerned == 0 ? null : inTime * MILLE / concerned;
  }

  private static @Nullable Boolean targetMet(SortedMap<String, Long> counts) {
    Long share = perMille(counts);
    return share == null ? null : share >= Indicators.TARGET_PER_MILLE;
  }

  private static SortedMap<String, Long> counts(List<CaseFact> facts, String profile) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put(IN_TIME, 0L);
    counts.put(LATE, 0L);
    counts.put(OTHER, 0L);
    for (CaseFact fact : facts) {
      Boolean inTime = fact.inTime().get(profile);
      String cell = inTime == null ? OTHER : inTime ? IN_TIME : LATE;
      counts.merge(cell, 1L, Long::sum);
    }
    return counts;
  }
}
