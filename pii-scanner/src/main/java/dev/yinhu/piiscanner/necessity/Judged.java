package dev.yinhu.piiscanner.necessity;

import java.util.List;
import java.util.Optional;

/**
 * Something found, or not readable, with its judgement.
 *
 * @param scope where: a place, or what could not be read
 * @param holding what was found; empty when it could not be read
 * @param judgement the judgement
 * @param reasons what was seen on the way, those that weigh most first
 * @param bearing the declarations that bear on it
 */
public record Judged(
    Scope scope,
    Optional<Holding> holding,
    Judgement judgement,
    List<Reason> reasons,
    Bearing bearing) {
  /** Copies the list. */
  public Judged {
    reasons = List.copyOf(reasons);
  }

  /** The kind of the judgement. */
  public Verdict verdict() {
    return judgement.verdict();
  }
}
