package dev.yinhu.subjectrights.indicator;

import dev.yinhu.register.WireName;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the cases that ended in a period. Nothing in them is a count from 1 to 4, nor lets one
 * be computed ({@link SmallCounts}). Pure functions: the order of the facts makes no difference.
 */
public final class Indicators {
  /** How many of a thousand cases are to be in time (founding document 000, part 1). */
  public static final int TARGET_PER_MILLE = 900;

  private static final int FORM = 1;

  private Indicators() {}

  /**
   * The figures as canonical JSON; facts of cases that ended outside of the period are left out.
   */
  public static Snapshot of(Period period, List<CaseFact> facts) {
    List<CaseFact> counted = facts.stream().filter(f -> period.contains(f.finished())).toList();
    return new Snapshot(period, figures(period(period), counted));
  }

  /**
   * The same for any time, for those who may see the cases themselves: from figures of times that
   * overlap small counts can be computed, so they are not for publishing.
   *
   * @param from its first instant
   * @param to the first instant after it
   * @return canonical JSON
   */
  public static String between(Instant from, Instant to, List<CaseFact> facts) {
    SortedMap<String, Object> told = new TreeMap<>();
    told.put("from", from.toString());
    told.put("to", to.toString());
    return figures(
        told,
        facts.stream()
            .filter(fact -> !fact.finished().isBefore(from) && fact.finished().isBefore(to))
            .toList());
  }

  private static String figures(SortedMap<String, Object> period, List<CaseFact> counted) {
    SortedMap<String, Object> figures = new TreeMap<>();
    figures.put("form", FORM);
    figures.put("period", period);
    figures.put("smallest_count", SmallCounts.LEAST);
    figures.put("target_per_mille", TARGET_PER_MILLE);
    put(figures, "cases", SmallCounts.total(counted.size()));
    boolean told = !SmallCounts.isSmall(counted.size());
    figures.put("outcomes", told ? cells(counted, CaseOutcome.values(), CaseFact::outcome) : null);
    figures.put("types", told ? cells(counted, CaseType.values(), CaseFact::type) : null);
    figures.put("channels", told ? cells(counted, Channel.values(), CaseFact::channel) : null);
    figures.put("refusals", refusals(counted));
    figures.put("medians", Medians.of(counted));
    figures.put("profiles", told ? ProfileShares.of(counted) : null);
    return CanonicalJson.write(figures);
  }

  private static SortedMap<String, Object> period(Period period) {
    SortedMap<String, Object> told = new TreeMap<>();
    told.put("kind", period.kind().wire());
    told.put("year", period.year());
    told.put("number", period.number());
    told.put("zone", period.zone().getId());
    return told;
  }

  /** Only when the number of refusals is itself told among the outcomes. */
  private static @Nullable Object refusals(List<CaseFact> facts) {
    boolean told =
        SmallCounts.breakdown(counts(facts, CaseOutcome.values(), CaseFact::outcome))
            .map(cells -> cells.get(CaseOutcome.REFUSED.wire()))
            .filter(OptionalLong::isPresent)
            .isPresent();
    List<CaseFact> refused = facts.stream().filter(fact -> fact.refusal().isPresent()).toList();
    return told ? cells(refused, RefusalCode.values(), fact -> fact.refusal().orElseThrow()) : null;
  }

  private static <E extends WireName> @Nullable Object cells(
      List<CaseFact> facts, E[] all, Function<CaseFact, E> by) {
    return cells(SmallCounts.breakdown(counts(facts, all, by)));
  }

  static @Nullable Object cells(Optional<SortedMap<String, OptionalLong>> breakdown) {
    return breakdown.map(Indicators::nullable).orElse(null);
  }

  private static SortedMap<String, Object> nullable(SortedMap<String, OptionalLong> cells) {
    SortedMap<String, Object> told = new TreeMap<>();
    cells.forEach((key, count) -> put(told, key, count));
    return told;
  }

  static void put(SortedMap<String, Object> figures, String key, OptionalLong value) {
    figures.put(key, value.isPresent() ? value.getAsLong() : null);
  }

  static <E extends WireName> SortedMap<String, Long> counts(
      List<CaseFact> facts, E[] all, Function<CaseFact, E> by) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (E each : all) {
      counts.put(each.wire(), 0L);
    }
    facts.forEach(fact -> counts.merge(by.apply(fact).wire(), 1L, Long::sum));
    return counts;
  }

  /** The facts by a word; words without facts are not in it. */
  static SortedMap<String, List<CaseFact>> grouped(
      List<CaseFact> facts, Function<CaseFact, ? extends WireName> by) {
    return facts.stream()
        .collect(
            Collectors.groupingBy(
                fact -> by.apply(fact).wire(), TreeMap::new, Collectors.toList()));
  }

  static Duration toFinish(CaseFact fact) {
    return Duration.between(fact.received(), fact.finished());
  }
}
