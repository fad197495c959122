package dev.yinhu.service.http;

import dev.yinhu.service.callers.Caller;
import java.util.Optional;

/** Who is let in after signing in. Asked on event loops: never blocks. */
@FunctionalInterface
public interface Admission {
  /** Everybody. */
  Admission EVERYBODY = (_, _) -> Optional.empty();

  /** Why the caller gets nothing of the route now; empty when they are let in. */
  Optional<ProblemException> refusal(Caller caller, Route route);
}
