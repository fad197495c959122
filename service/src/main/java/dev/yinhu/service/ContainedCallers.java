package dev.yinhu.service;

import dev.yinhu.breachresponse.containment.ContainmentBook;
import dev.yinhu.service.callers.Caller;
import dev.yinhu.service.http.Admission;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.service.http.Route;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody in who is held back as a caller, whatever their role. What field access is asked for
 * goes on to it, which refuses each item itself and puts that into the access log.
 */
record ContainedCallers(ContainmentBook book) implements Admission {
  private static final Set<String> OF_FIELD_ACCESS =
      Set.of(
          "/v1/encrypt",
          "/v1/decrypt",
          "/v1/rewrap",
          "/v1/mask",
          "/v1/index",
          "/v1/tokenize",
          "/v1/detokenize",
          "/v1/encrypt/file",
          "/v1/decrypt/file");

  @Override
  public Optional<ProblemException> refusal(Caller caller, Route route) {
    return !OF_FIELD_ACCESS.contains(route.path()) && book.refusesCaller(caller.name())
        ? Optional.of(
            new ProblemException(
                Problem.SUSPENDED,
                "This caller is held back while an incident is being contained."))
        : Optional.empty();
  }
}
