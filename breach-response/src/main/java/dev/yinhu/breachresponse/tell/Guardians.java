package dev.yinhu.breachresponse.tell;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the guardians of minors. May block; safe for use by many threads. */
@FunctionalInterface
public interface Guardians {
  /** Nobody knows. */
  Guardians UNKNOWN = _ -> Map.of();

  /**
   * A guardian's reference for each minor of whom one is known.
   *
   * @param minors some hundred at most
   */
  Map<UUID, UUID> of(List<UUID> minors);
}
