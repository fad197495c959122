package dev.yinhu.accessaudit;

import java.util.Optional;

/**
 * In whose name a caller asks and why, as the caller states it.
 *
 * @param actor the member of staff
 * @param reason why they look
 */
public record Behalf(Optional<Actor> actor, Optional<Reason> reason) {
  /** Nothing was stated, as of a platform service that acts by itself. */
  public static final Behalf NOBODY = new Behalf(Optional.empty(), Optional.empty());
}
