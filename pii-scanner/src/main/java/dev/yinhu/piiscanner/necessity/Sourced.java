package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.SourceStatus;

/**
 * Where a fact of a data file comes from.
 *
 * @param source what was read, and where in it; for people
 * @param status how well that supports the fact
 */
public record Sourced(String source, SourceStatus status) {
  /** Throws {@link IllegalArgumentException} without a source: no fact goes without. */
  public Sourced {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a fact names its source");
    }
  }
}
