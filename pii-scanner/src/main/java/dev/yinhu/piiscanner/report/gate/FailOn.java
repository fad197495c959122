package dev.yinhu.piiscanner.report.gate;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.LevelProfile;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a gate fails on, from {@code --fail-on}: words separated by commas. {@code any}; a type such
 * as {@code CN_RESIDENT_ID}; {@code level:KEY} for a level of the profile and those above it; a
 * verdict such as {@code undeclared}; {@code new} restricts all of it to what no baseline knows,
 * and alone means any such item. What is suppressed never counts.
 *
 * @param any whether every item counts
 * @param newOnly whether only items count that no baseline knows
 * @param types types that count
 * @param leastRank items of this level's rank and above count; -1 when levels do not matter
 * @param verdicts verdicts that count
 */
public record FailOn(
    boolean any, boolean newOnly, Set<PiiType> types, int leastRank, Set<Verdict> verdicts) {
  private static final String LEVEL = "level:";

  /** Fails on nothing. */
  public static final FailOn NOTHING = new FailOn(false, false, Set.of(), -1, Set.of());

  /** Copies the sets. */
  public FailOn {
    types = Set.copyOf(types);
    verdicts = Set.copyOf(verdicts);
  }

  /** Reads the words; throws {@link IllegalArgumentException} that says which one is wrong. */
  public static FailOn parse(String words, LevelProfile profile) {
    boolean any = false;
    boolean newOnly = false;
    Set<PiiType> types = new LinkedHashSet<>();
    int leastRank = -1;
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String word : words.split(",", -1)) {
      String trimmed = word.strip();
      if (trimmed.equals("any")) {
        any = true;
      } else if (trimmed.equals("new")) {
        newOnly = true;
      } else if (trimmed.startsWith(LEVEL)) {
        int rank = rank(trimmed.substring(LEVEL.length()), profile);
        leastRank = leastRank < 0 ? rank : Math.min(leastRank, rank);
      } else if (Verdict.of(trimmed).isPresent()) {
        verdicts.add(Verdict.of(trimmed).get());
      } else {
        types.add(type(trimmed));
      }
    }
    boolean nothingElse = types.isEmpty() && leastRank < 0 && verdicts.isEmpty();
    return new FailOn(any || (newOnly && nothingElse), newOnly, types, leastRank, verdicts);
  }

  /** The items that it fails on; none: the gate is open. */
  public List<Sifted.Item> failing(Sifted sifted, Levels levels) {
    List<Sifted.Item> failing = new ArrayList<>();
    for (Sifted.Item item : sifted.items()) {
      boolean counts = item.suppressedBy().isEmpty() && !(newOnly && item.known());
      if (counts && meets(item, levels)) {
        failing.add(item);
      }
    }
    return failing;
  }

  /** Whether it fails on everything of a type that is new and that nobody answers for. */
  public boolean meets(PiiType type, Levels levels) {
    return any
        || types.contains(type)
        || (leastRank >= 0 && levels.profile().rank(levels.of(type)) >= leastRank);
  }

  private boolean meets(Sifted.Item sifted, Levels levels) {
    return meets(sifted.item().type(), levels)
        || sifted.item().verdict().filter(verdicts::contains).isPresent();
  }

  private static int rank(String key, LevelProfile profile) {
    List<String> keys = profile.levels().stream().map(LevelProfile.Grade::key).toList();
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(
          "the profile "
              + profile.key()
              + " has no such level: take one of "
              + String.join(", ", keys));
    }
    return keys.indexOf(key);
  }

  private static PiiType type(String word) {
    try {
      return new PiiType(word);
    } catch (IllegalArgumentException e) {
      String verdicts =
          String.join(", ", Arrays.stream(Verdict.values()).map(Verdict::wire).toList());
      throw new IllegalArgumentException(
          "--fail-on takes any, new, level:KEY, a type such as CN_RESIDENT_ID, or one of "
              + verdicts,
          e);
    }
  }
}
