package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.LevelProfile.Grade;
import dev.yinhu.register.DeclaredField;
import java.util.Comparator;
import java.util.Optional;

/**
 * The level of what was found. What is hidden has the highest level that its field's categories
 * allow, and the highest of all when it is not declared. Immutable.
 */
public final class Levels {
  private final LevelProfile profile;
  private final TypeCategories categories;

  /** Levels by that profile. */
  public Levels(LevelProfile profile, TypeCategories categories) {
    this.profile = profile;
    this.categories = categories;
  }

  /** The profile. */
  public LevelProfile profile() {
    return profile;
  }

  /** The level of a type. */
  public Grade of(PiiType type) {
    return profile.of(type).grade();
  }

  /** The level of something judged. */
  public Grade of(Judged judged) {
    Optional<PiiType> type = judged.holding().flatMap(Holding::type);
    return type.map(this::of)
        .orElseGet(
            () -> judged.bearing().field().map(this::ofHidden).orElse(profile.levels().getLast()));
  }

  private Grade ofHidden(DeclaredField field) {
    return categories.rows().entrySet().stream()
        .filter(row ->
            TypeCategories.fit(row.getValue(), field.categories()) == TypeCategories.Fit.FITS)
        .map(row -> of(row.getKey()))
        .max(Comparator.comparingInt(profile::rank))
        .orElse(profile.unlisted().grade());
  }
}
