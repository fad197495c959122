package dev.yinhu.service.http;

import java.util.Optional;

/** Knows which problem the exceptions of one module are. */
@FunctionalInterface
public interface FaultTranslator {

  /** The problem that this exception is, or nothing when it is not one of the module's. */
  Optional<ProblemException> translate(Throwable failure);
}
