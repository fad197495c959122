package dev.yinhu.service.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a request with a problem. Thrown or given to a failed future by any handler; carries no
 * stack trace, as it is an answer and not a fault. Detail and errors are sent to the client: they
 * must not repeat anything the request carried.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One place in the request.
   *
   * @param pointer JSON pointer (RFC 6901), empty for the whole body
   * @param detail what was expected there
   */
  public record At(String pointer, String detail) {}

  private final Problem problem;
  private final transient List<At> errors;
  private final transient Optional<Duration> retryAfter;

  /** A problem with an explanation for the client. */
  public ProblemException(Problem problem, String detail) {
    this(problem, detail, List.of(), Optional.empty());
  }

  /**
   * A problem with everything it can carry.
   *
   * @param errors places in the request, possibly none
   * @param retryAfter when it makes sense to come again
   */
  public ProblemException(
      Problem problem, String detail, List<At> errors, Optional<Duration> retryAfter) {
    super(detail, null, false, false);
    this.problem = problem;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A problem that passes by itself. */
  public static ProblemException passing(Problem problem, String detail, Duration retryAfter) {
    return new ProblemException(problem, detail, List.of(), Optional.of(retryAfter));
  }

  /** Which kind. */
  public Problem problem() {
    return problem;
  }

  /** The explanation for the client. */
  public String detail() {
    var message = getMessage();
    return message == null ? problem.title() : message;
  }

  /** Places in the request that are wrong. */
  public List<At> errors() {
    return errors;
  }

  /** When it makes sense to come again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
