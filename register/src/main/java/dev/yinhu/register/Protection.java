package dev.yinhu.register;

import java.util.Map;
import java.util.Optional;

/**
 * How a field is hidden.
 *
 * @param suite the cipher suite
 * @param format the shape of values; there exactly when the suite is FF1, which keeps it, or when
 *     tokens are to have it
 * @param index the main blind index, when the field can be searched by equality
 * @param partIndexes further indexes by name, such as one over the last four characters
 * @param tokens token settings, when tokens may be made
 */
public record Protection(
    Suite suite,
    Optional<ValueFormat> format,
    Optional<IndexSettings> index,
    Map<String, IndexSettings> partIndexes,
    Optional<TokenSettings> tokens) {
  /** Copies the map. */
  public Protection {
    partIndexes = Map.copyOf(partIndexes);
  }
}
