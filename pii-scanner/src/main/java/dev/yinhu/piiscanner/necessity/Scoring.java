package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.necessity.LevelProfile.Grade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Adds judgements up. A holding weighs {@code level weight * (1 + log10(values))}, values being the
 * upper bound of how many there are: ten times the values is one step more, not ten times worse.
 * What could not be read weighs what one value of the highest level does, and loses all of it. The
 * formula is ours; no standard gives one.
 */
public final class Scoring {
  private final Levels levels;
  private final Words words;

  /** With these levels; the words say which part each verdict loses. */
  public Scoring(Levels levels, Words words) {
    this.levels = levels;
    this.words = words;
  }

  /** The levels. */
  public Levels levels() {
    return levels;
  }

  /** The score; empty when nothing was judged: nothing found is no proof of good order. */
  public Optional<Score> score(List<Judged> judged) {
    NavigableMap<Verdict, List<Judged>> groups = new TreeMap<>(Comparator.reverseOrder());
    judged.forEach(j -> groups.computeIfAbsent(j.verdict(), v -> new ArrayList<>()).add(j));
    double all = judged.stream().mapToDouble(this::weight).sum();
    List<Score.Term> terms = new ArrayList<>();
    for (Map.Entry<Verdict, List<Judged>> group : groups.entrySet()) {
      double weight = group.getValue().stream().mapToDouble(this::weight).sum();
      double loses = words.of(group.getKey()).loses();
      double lost = 100 * weight * loses / all;
      terms.add(new Score.Term(group.getKey(), group.getValue().size(), weight, loses, lost));
    }
    double lost = terms.stream().mapToDouble(Score.Term::lost).sum();
    return terms.isEmpty()
        ? Optional.empty()
        : Optional.of(new Score(Math.clamp(100 - lost, 0, 100), terms));
  }

  /** Each store, those with the most to mend first. */
  public List<StoreStanding> stores(List<Judged> judged) {
    Map<String, List<Judged>> stores = new TreeMap<>();
    judged.forEach(j -> stores.computeIfAbsent(j.scope().store(), s -> new ArrayList<>()).add(j));
    return stores.entrySet().stream()
        .map(store -> standing(store.getKey(), store.getValue()))
        .sorted(Comparator.comparingDouble((StoreStanding s) -> s.score().points()))
        .toList();
  }

  private StoreStanding standing(String store, List<Judged> judged) {
    Grade highest =
        judged.stream()
            .map(levels::of)
            .max(Comparator.comparingInt(levels.profile()::rank))
            .orElseThrow();
    Verdict worst = judged.stream().map(Judged::verdict).max(Verdict::compareTo).orElseThrow();
    double values = judged.stream().mapToDouble(Scoring::values).sum();
    return new StoreStanding(
        store, highest, values, judged.size(), worst, score(judged).orElseThrow());
  }

  private double weight(Judged judged) {
    return levels.of(judged).weight() * (1 + Math.log10(Math.max(1, values(judged))));
  }

  private static double values(Judged judged) {
    return judged.holding().map(h -> h.amount().values().high()).orElse(0.0);
  }
}
