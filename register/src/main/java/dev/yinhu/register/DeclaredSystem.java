package dev.yinhu.register;

import java.util.List;
import java.util.Optional;

/**
 * A system that processes personal data for some purposes.
 *
 * @param key its Fides key
 * @param label what people are shown
 * @param description what it does
 * @param type Fides system type as written
 * @param department who runs it
 * @param datasets the datasets it works on
 * @param purposes the purposes it declares
 */
public record DeclaredSystem(
    String key,
    Label label,
    Optional<String> description,
    Optional<String> type,
    Optional<String> department,
    List<String> datasets,
    List<Purpose> purposes) {
  /** Copies the lists. */
  public DeclaredSystem {
    datasets = List.copyOf(datasets);
    purposes = List.copyOf(purposes);
  }
}
