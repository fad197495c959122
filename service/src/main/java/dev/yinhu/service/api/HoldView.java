package dev.yinhu.service.api;

import dev.yinhu.accessaudit.retention.Hold;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold as the route and the command line show it.
 *
 * @param until its last day, if it ends by itself
 * @param in_force whether it keeps anything today
 */
public record HoldView(
    long id,
    String query,
    String reason,
    String placed_by,
    String placed_at,
    @Nullable String until,
    @Nullable String released_by,
    @Nullable String released_at,
    boolean in_force) {

  /** What is shown of a hold. */
  public static HoldView of(Hold hold, boolean inForce) {
    return new HoldView(
        hold.id(),
        hold.query(),
        hold.reason(),
        hold.placedBy(),
        hold.placedAt().toString(),
        hold.until().map(LocalDate::toString).orElse(null),
        hold.released().map(Hold.Release::by).orElse(null),
        hold.released().map(release -> release.at().toString()).orElse(null),
        inForce);
  }
}
