package dev.yinhu.piiscanner.necessity;

import java.time.Duration;
import java.util.Optional;

/**
 * By what a judge measures.
 *
 * @param categories which categories the types are of
 * @param sensitivity says which types are sensitive
 * @param legalSet what a rule counts as necessary; empty to leave that out
 * @param unusedAfter how long without use is too long, at least a day
 * @param names how places are called in the register
 */
public record JudgeSettings(
    TypeCategories categories,
    LevelProfile sensitivity,
    Optional<LegalSet> legalSet,
    Duration unusedAfter,
    RegisterNames names) {
  /** Half a year, our choice: no law that we know names a number. */
  public static final Duration USUAL_UNUSED = Duration.ofDays(180);

  /** Throws {@link IllegalArgumentException} for less than a day. */
  public JudgeSettings {
    if (unusedAfter.toDays() < 1) {
      throw new IllegalArgumentException("data are unused after a day or more, not less");
    }
  }

  /** What ships with us, for online shopping. */
  public static JudgeSettings shipped() {
    return new JudgeSettings(
        ShippedFacts.categories(),
        ShippedFacts.profile("pipl-28"),
        Optional.of(ShippedFacts.legalSet("online-shopping")),
        USUAL_UNUSED,
        RegisterNames.SAME);
  }

  /** The same with other names. */
  public JudgeSettings withNames(RegisterNames other) {
    return new JudgeSettings(categories, sensitivity, legalSet, unusedAfter, other);
  }
}
