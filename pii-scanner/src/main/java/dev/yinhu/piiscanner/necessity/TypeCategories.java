package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.CategoryKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which categories of the register data of a type are.
 *
 * @param rows by type
 * @param freeText categories of texts into which people write anything
 */
public record TypeCategories(Map<PiiType, Row> rows, List<CategoryKey> freeText) {
  /** Copies the collections. */
  public TypeCategories {
    rows = Map.copyOf(rows);
    freeText = List.copyOf(freeText);
  }

  /**
   * What is known of a type.
   *
   * @param categories those that fit, the most exact first, with all that lie under them
   * @param personal whether it is personal data by itself; a company's code or a key is not
   * @param sourced where that comes from
   */
  public record Row(List<CategoryKey> categories, boolean personal, Sourced sourced) {
    /** Copies the list; throws {@link IllegalArgumentException} when it is empty. */
    public Row {
      categories = List.copyOf(categories);
      if (categories.isEmpty()) {
        throw new IllegalArgumentException("a type is of at least one category");
      }
    }
  }

  /** How a declared category and a type go together. */
  public enum Fit {
    /** The declared category is one of the type's, or lies under it. */
    FITS,
    /** The declared category is above one of the type's, with more than a root. */
    BROAD,
    /** Neither. */
    DIFFERS
  }

  /** What is known of the type; empty for a type of a custom detector. */
  public Optional<Row> of(PiiType type) {
    return Optional.ofNullable(rows.get(type));
  }

  /** How a field declared under these categories fits: as the best of them does. */
  public static Fit fit(Row row, List<CategoryKey> declared) {
    if (declared.stream().anyMatch(d -> row.categories().stream().anyMatch(d::isWithin))) {
      return Fit.FITS;
    }
    boolean above =
        declared.stream().anyMatch(d -> row.categories().stream().anyMatch(c -> c.isWithin(d)));
    return above ? Fit.BROAD : Fit.DIFFERS;
  }

  /** Whether any of the categories is free text. */
  public boolean isFreeText(List<CategoryKey> declared) {
    return declared.stream().anyMatch(d -> freeText.stream().anyMatch(d::isWithin));
  }
}
