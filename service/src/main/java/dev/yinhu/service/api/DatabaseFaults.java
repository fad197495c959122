package dev.yinhu.service.api;

import dev.yinhu.database.DatabaseUnavailable;
import dev.yinhu.service.http.FaultTranslator;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Recognises a database that does not answer, whatever it is wrapped in. Stateless. */
public final class DatabaseFaults implements FaultTranslator {

  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int DEEPEST = 12;

  @Override
  public Optional<ProblemException> translate(Throwable failure) {
    return isBehind(failure)
        ? Optional.of(
            ProblemException.passing(Problem.DATABASE_UNAVAILABLE, "Try again in a moment.", RETRY))
        : Optional.empty();
  }

  /** Whether a database that does not answer is behind the failure. */
  static boolean isBehind(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (isUnavailable(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isUnavailable(Throwable cause) {
    return cause instanceof DatabaseUnavailable
        || cause instanceof ConnectionException
        || cause instanceof SQLTransientConnectionException
        || (cause instanceof SQLException sql && isGone(sql.getSQLState()));
  }

  /** Connection failures, a server shutting down or starting, and a server out of resources. */
  private static boolean isGone(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }
}
