package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.list.ValueList;
import dev.yinhu.piiscanner.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine is to look for beyond or instead of all that ships with us.
 *
 * @param types the types to tell; empty for all. Others are not looked for
 * @param thresholds the least confidence of a type, 0 to 1, where it is not that of the catalogue
 * @param rules detectors of the user's own, beside those that ship with us
 * @param allow values that are never told, whatever reads them
 * @param deny values that are always told as a type, unless they are allowed
 */
public record EngineSettings(
    Set<PiiType> types,
    Map<PiiType, Double> thresholds,
    List<Rule> rules,
    ValueList allow,
    Map<PiiType, ValueList> deny) {
  /** All types, the catalogue's thresholds, no rules beside ours. */
  public static final EngineSettings STANDARD = new EngineSettings(Set.of(), Map.of(), List.of());

  /** Copies, and checks the bounds; throws {@link IllegalArgumentException} naming the type. */
  public EngineSettings {
    types = Set.copyOf(types);
    thresholds = Map.copyOf(thresholds);
    rules = List.copyOf(rules);
    deny = Map.copyOf(deny);
    thresholds.forEach(EngineSettings::requireShare);
  }

  /** Without lists. */
  public EngineSettings(Set<PiiType> types, Map<PiiType, Double> thresholds, List<Rule> rules) {
    this(types, thresholds, rules, ValueList.EMPTY, Map.of());
  }

  private static void requireShare(PiiType type, double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "the threshold of " + type + " is not between 0 and 1: set one that is");
    }
  }

  /** Whether a type is to be told. */
  public boolean wants(PiiType type) {
    return types.isEmpty() || types.contains(type);
  }
}
