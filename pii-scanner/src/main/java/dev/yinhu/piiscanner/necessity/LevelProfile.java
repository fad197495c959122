package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.Label;
import java.util.List;
import java.util.Map;

/**
 * A scheme of levels, and the level of each type in it.
 *
 * @param key its key, such as {@code pipl-28}
 * @param label for people
 * @param sourced the law or standard, and how well we know its scheme
 * @param levels from the lowest to the highest
 * @param rows by type
 * @param unlisted the row for types that are not listed
 */
public record LevelProfile(
    String key,
    Label label,
    Sourced sourced,
    List<Grade> levels,
    Map<PiiType, Row> rows,
    Row unlisted) {
  /** Copies the collections; throws {@link IllegalArgumentException} for a row of another level. */
  public LevelProfile {
    levels = List.copyOf(levels);
    rows = Map.copyOf(rows);
    if (!levels.contains(unlisted.grade())
        || !rows.values().stream().map(Row::grade).allMatch(levels::contains)) {
      throw new IllegalArgumentException("each type has one of the profile's levels");
    }
  }

  /**
   * One level.
   *
   * @param key its key, such as {@code sensitive} or {@code C3}
   * @param label for people
   * @param weight how much one holding of it weighs in the score, above 0
   * @param sensitive whether it asks for what sensitive data ask for
   */
  public record Grade(String key, Label label, double weight, boolean sensitive) {
    /** Throws {@link IllegalArgumentException} when the weight is not above 0. */
    public Grade {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a level weighs more than nothing");
      }
    }
  }

  /** The level of a type, and where that comes from. */
  public record Row(Grade grade, Sourced sourced) {}

  /** The row of the type. */
  public Row of(PiiType type) {
    return rows.getOrDefault(type, unlisted);
  }

  /** The place of a level in the order, from 0 for the lowest. */
  public int rank(Grade grade) {
    return levels.indexOf(grade);
  }
}
