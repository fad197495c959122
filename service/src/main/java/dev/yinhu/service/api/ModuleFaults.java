package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.publish.CheckpointRefused;
import dev.yinhu.accessaudit.retention.HoldRefused;
import dev.yinhu.accessaudit.search.IndexBehind;
import dev.yinhu.accessaudit.search.QueryTooWide;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.BreachException;
import dev.yinhu.crypto.KeyChangeRefused;
import dev.yinhu.crypto.KeysUnavailable;
import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.fieldaccess.NoRegister;
import dev.yinhu.service.http.FaultTranslator;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import dev.yinhu.subjectrights.RightsException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem the exceptions of audit log, keys and field access are. Stateless. */
public final class ModuleFaults implements FaultTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(ModuleFaults.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration KEYS_RETRY = Duration.ofSeconds(10);

  @Override
  public Optional<ProblemException> translate(Throwable failure) {
    return switch (failure) {
      case AuditUnavailable _ ->
          Optional.of(
              ProblemException.passing(
                  Problem.AUDIT_UNAVAILABLE,
                  "Nothing was released. Try again in a moment.",
                  RETRY));
      case LogDamaged damaged -> Optional.of(damaged(damaged));
      case HoldRefused refused ->
          Optional.of(
              new ProblemException(
                  Problem.HOLD_REFUSED, "Nothing was changed: " + refused.getMessage() + "."));
      case RightsException refused ->
          Optional.of(
              new ProblemException(
                  Problem.REQUEST_STATE, "Nothing was changed: " + refused.getMessage() + "."));
      case ActRefused refused -> Optional.of(refusal(refused));
      case BreachException refused ->
          Optional.of(
              new ProblemException(
                  Problem.INCIDENT_STATE, "Nothing was changed: " + refused.getMessage() + "."));
      case QueryTooWide wide ->
          Optional.of(
              new ProblemException(Problem.INVALID_REQUEST, "It has " + wide.getMessage() + "."));
      case IndexBehind _ ->
          Optional.of(
              ProblemException.passing(
                  Problem.INDEX_BEHIND,
                  "The index has not come as far, or is being checked or built anew.",
                  RETRY));
      case CheckpointRefused refused ->
          Optional.of(
              new ProblemException(
                  Problem.CHECKPOINT_WITHHELD, String.valueOf(refused.getMessage())));
      case KeysUnavailable _ ->
          Optional.of(
              ProblemException.passing(
                  Problem.KEYS_UNAVAILABLE,
                  "The token that opens the root key does not answer; the service recovers by"
                      + " itself when it does.",
                  KEYS_RETRY));
      case VaultException _ ->
          Optional.of(
              ProblemException.passing(
                  Problem.KEYS_UNAVAILABLE,
                  "This node cannot read its key directory; its log says which file.",
                  KEYS_RETRY));
      case NoRegister _ ->
          Optional.of(
              new ProblemException(
                  Problem.NO_REGISTER, "Apply one with: yinhu register apply FILE."));
      case KeyChangeRefused refused -> Optional.of(refusal(refused));
      default -> Optional.empty();
    };
  }

  /** Its message names an index and no content, and must be seen. */
  private static ProblemException damaged(LogDamaged damaged) {
    LOG.error("Nothing of the access log was shown to a request: {}", damaged.getMessage());
    return new ProblemException(
        Problem.INTERNAL,
        "The access log is not as it was written, so nothing of it is shown; the log of the service"
            + " says at which index. See yinhu audit verify.");
  }

  private static ProblemException refusal(ActRefused refused) {
    Problem problem =
        switch (refused.code()) {
          case "same-person", "needs-two" -> Problem.SECOND_PERSON_NEEDED;
          default ->
              refused.code().startsWith("no-such-") ? Problem.NOT_FOUND : Problem.INCIDENT_STATE;
        };
    return new ProblemException(
        problem, "Nothing was changed: %s (%s).".formatted(refused.getMessage(), refused.code()));
  }

  private static ProblemException refusal(KeyChangeRefused refused) {
    Problem problem =
        switch (refused.why()) {
          case NO_SUCH_VERSION -> Problem.NOT_FOUND;
          case RULE -> Problem.KEY_CHANGE_REFUSED;
          case SAME_PERSON -> Problem.SECOND_PERSON_NEEDED;
        };
    return new ProblemException(problem, "Nothing was changed: " + refused.getMessage() + ".");
  }
}
