package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.piiscanner.report.gate.FailOn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the result of a scan is to be held against, as somebody asks for it.
 *
 * @param failOn on what the gate closes, in the words of {@link FailOn}; empty for nothing
 * @param levels the profile that tells levels, one of {@link ShippedFacts#PROFILES}
 * @param unusedDays days without use after which a field is unused, at least 1
 * @param declaredAs what the register calls places: {@code TABLE|COLUMN=DATASET.COLLECTION.FIELD}
 * @param baseline what is known already
 * @param newBaseline where to write what is found as a baseline
 * @param suppressions who answers for what, until when
 * @param since the JSON report of an earlier scan
 */
public record AppraisalWish(
    List<String> failOn,
    String levels,
    int unusedDays,
    List<String> declaredAs,
    Optional<Path> baseline,
    Optional<Path> newBaseline,
    Optional<Path> suppressions,
    Optional<Path> since) {
  /** {@link JudgeSettings#USUAL_UNUSED}, in days. */
  public static final int USUAL_UNUSED_DAYS = (int) JudgeSettings.USUAL_UNUSED.toDays();

  /** Copies the lists, and checks the bounds; throws {@link WrongSettings}. */
  public AppraisalWish {
    failOn = List.copyOf(failOn);
    declaredAs = List.copyOf(declaredAs);
    if (!ShippedFacts.PROFILES.contains(levels)) {
      throw new WrongSettings("--levels is one of " + String.join(", ", ShippedFacts.PROFILES));
    }
    if (unusedDays < 1) {
      throw new WrongSettings("--unused-days is at least 1");
    }
  }

  /** Whether fingerprints of this run have to fit those of another. */
  public boolean compares() {
    return baseline.isPresent() || newBaseline.isPresent() || suppressions.isPresent();
  }

  /** The levels of types. */
  public Levels sensitivity() {
    return new Levels(ShippedFacts.profile(levels), ShippedFacts.categories());
  }

  /**
   * On what the gate closes.
   *
   * @throws WrongSettings naming a word that means nothing
   */
  public FailOn gate() {
    try {
      return failOn.isEmpty()
          ? FailOn.NOTHING
          : FailOn.parse(String.join(",", failOn), ShippedFacts.profile(levels));
    } catch (IllegalArgumentException e) {
      throw new WrongSettings(String.valueOf(e.getMessage()));
    }
  }

  /**
   * By what to judge.
   *
   * @param store what was scanned
   */
  JudgeSettings judging(String store) {
    JudgeSettings shipped = JudgeSettings.shipped();
    return new JudgeSettings(
        shipped.categories(),
        shipped.sensitivity(),
        shipped.legalSet(),
        Duration.ofDays(unusedDays),
        DeclaredPlaces.parse(declaredAs, store));
  }
}
