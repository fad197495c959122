package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.search.QueryRefused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A legal hold: the entries that its query wants are kept, those of today and those appended later.
 *
 * @param query in the query language of searches; people by reference
 * @param reason why, in the words of who placed it; follows the rule of {@link
 *     dev.yinhu.accessaudit.Reason}
 * @param until the last day, if it ends by itself
 * @param released when and by whom it was ended before that
 */
public record Hold(
    long id,
    String query,
    String reason,
    String placedBy,
    Instant placedAt,
    Optional<LocalDate> until,
    Optional<Release> released) {

  /** The end of a hold by hand. */
  public record Release(String by, Instant at) {}

  /** Whether it keeps anything on that day. */
  public boolean isInForce(LocalDate today) {
    return released.isEmpty() && until.map(last -> !today.isAfter(last)).orElse(true);
  }

  /**
   * What it wants, as its query says.
   *
   * @throws PruningRefused when that cannot be read, naming the hold
   */
  Filter wanted(ZoneId zone) {
    try {
      return QueryParser.parse(query, zone);
    } catch (QueryRefused e) {
      throw new PruningRefused(
          "%s cannot be read (%s): place it anew in another form, then release it"
              .formatted(name(), e.getMessage()));
    }
  }

  /** Its name in plans and entries of the log. */
  public String name() {
    return "hold-" + id;
  }

  /** Without query and reason, which may say more than a log should. */
  @Override
  public String toString() {
    return "Hold[" + id + "]";
  }
}
