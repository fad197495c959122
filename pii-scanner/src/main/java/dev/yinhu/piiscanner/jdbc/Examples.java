package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.PiiType;

/** Makes examples out of values. The only way by which anything of a value reaches a report. */
@FunctionalInterface
public interface Examples {
  /**
   * The example of a value.
   *
   * @param value as it stands in the database; not to be kept
   */
  Example of(PiiType type, String value);
}
