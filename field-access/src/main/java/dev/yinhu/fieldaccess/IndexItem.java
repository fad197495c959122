package dev.yinhu.fieldaccess;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be indexed. Taken as it came: what is wrong with it is told per item.
 *
 * @param field name of the field, or of a compound index
 * @param part when only this part index is asked for: {@code value} is the part itself
 * @param value the value, for a field
 * @param values the values by the names of their fields, for a compound index
 * @param subject the platform's id of the data subject, if the caller wants it to exist
 */
public record IndexItem(
    String field,
    @Nullable String part,
    @Nullable String value,
    Optional<Map<String, String>> values,
    @Nullable String subject) {
  /** Copies the map. */
  public IndexItem {
    values = values.map(Map::copyOf);
  }

  @Override
  public String toString() {
    return "IndexItem[***]";
  }
}
