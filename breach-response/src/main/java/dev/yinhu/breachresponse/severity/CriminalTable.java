package dev.yinhu.breachresponse.severity;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SourceStatus;
import java.util.List;

/**
 * From how many pieces of information on a case is serious under criminal law.
 *
 * @param source where it was read
 * @param status how well it is supported
 * @param kinds the last one takes what no other names
 * @param together whether kinds below their figures count together by their shares
 */
public record CriminalTable(
    String source, SourceStatus status, List<Kind> kinds, boolean together) {
  public CriminalTable {
    kinds = List.copyOf(kinds);
  }

  /**
   * A kind of information.
   *
   * @param from from so many pieces on, which is included
   * @param categories those that belong to it, with what lies under them
   */
  public record Kind(String key, long from, String zh, String en, List<CategoryKey> categories) {
    public Kind {
      categories = List.copyOf(categories);
    }

    boolean takes(CategoryKey category) {
      return categories.stream().anyMatch(category::isWithin);
    }
  }

  /** The first kind that names the category or one above it, else the last. */
  public Kind kindOf(CategoryKey category) {
    return kinds.stream().filter(kind -> kind.takes(category)).findFirst().orElse(kinds.getLast());
  }
}
