package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A database that may be scanned.
 *
 * @param name by which a caller asks for it, and the store of its findings
 * @param database where it is
 * @param rowsPerSecond at most so many rows are read a second
 */
public record ScanTarget(String name, DatabaseTarget database, OptionalInt rowsPerSecond) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /** Checks the name. */
  public ScanTarget {
    if (!NAME.matcher(name).matches() || name.equals(TaskWork.FILES)) {
      throw new IllegalArgumentException(
          "a name is 1 to 63 small letters, digits, '.', '_' and '-', and not 'files'");
    }
    if (rowsPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException("at least one row a second is read");
    }
  }
}
