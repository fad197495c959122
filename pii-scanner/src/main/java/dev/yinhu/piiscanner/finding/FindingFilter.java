package dev.yinhu.piiscanner.finding;

import dev.yinhu.piiscanner.PiiType;
import java.util.Optional;

/**
 * Which findings are wanted; what is empty does not restrict.
 *
 * @param gone whether those that whole scans see no more are wanted too
 */
public record FindingFilter(
    Optional<String> store, Optional<PiiType> type, Optional<Triage> triage, boolean gone) {
  /** All that are still there. */
  public static final FindingFilter PRESENT =
      new FindingFilter(Optional.empty(), Optional.empty(), Optional.empty(), false);
}
