package dev.yinhu.piiscanner.catalogue;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.register.CategoryKey;
import java.util.List;

/**
 * What is known of a type.
 *
 * @param type its name
 * @param chinese its Chinese label
 * @param english its English label
 * @param group how it is recognised
 * @param threshold the least confidence at which it is told, 0 to 1
 * @param categories of the register that a column of such values may be declared under, most
 *     fitting first; empty when it is no personal data by itself
 */
public record TypeInfo(
    PiiType type,
    String chinese,
    String english,
    TypeGroup group,
    double threshold,
    List<CategoryKey> categories) {
  /** Copies the list and checks the threshold. */
  public TypeInfo {
    categories = List.copyOf(categories);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("a threshold lies between 0 and 1");
    }
  }
}
