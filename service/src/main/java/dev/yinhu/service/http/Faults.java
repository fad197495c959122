package dev.yinhu.service.http;

import dev.yinhu.service.blocking.BusyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever ended a request into a problem: the only place that does. What nobody knows
 * becomes {@link Problem#INTERNAL}; the log gets the classes and the stack, never a message, as
 * messages of libraries quote the values they choke on. Thread-safe.
 */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

  private final List<FaultTranslator> translators;

  Faults(List<FaultTranslator> translators) {
    this.translators = List.copyOf(translators);
  }

  ProblemException problem(Throwable failure, String requestId) {
    var cause = unwrapped(failure);
    if (cause instanceof ProblemException known) {
      return known;
    }
    if (cause instanceof BusyException) {
      return ProblemException.passing(
          Problem.BUSY, "Too many calls at once; try again in a moment.", BUSY_RETRY);
    }
    for (var translator : translators) {
      var translated = translator.translate(cause);
      if (translated.isPresent()) {
        return translated.get();
      }
    }
    LOG.error("request {} failed", requestId, cause);
    return new ProblemException(
        Problem.INTERNAL, "The log of the service knows more under the instance named here.");
  }

  private static Throwable unwrapped(Throwable failure) {
    var cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? unwrapped(cause) : failure;
  }
}
