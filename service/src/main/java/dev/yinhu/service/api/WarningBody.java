package dev.yinhu.service.api;

import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.warning.Raised;
import dev.yinhu.breachresponse.warning.Triage;
import dev.yinhu.breachresponse.warning.WarningSource;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.service.http.InvalidMember;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about warnings. */
final class WarningBody {
  /** Those that the service raises by itself from what it sees are told by nobody else. */
  private static final Set<WarningSource> TOLD =
      EnumSet.of(
          WarningSource.STAFF,
          WarningSource.HOTLINE,
          WarningSource.SCANNER,
          WarningSource.REQUESTS);

  private WarningBody() {}

  record Raise(
      String title,
      @Nullable String source,
      @Nullable String severity,
      @Nullable String reference,
      @Nullable String occurred_from,
      @Nullable String occurred_to) {
    Raise {
      var _ = raised(title, source, severity, reference, occurred_from, occurred_to);
    }

    Raised raised() {
      return raised(title, source, severity, reference, occurred_from, occurred_to);
    }

    private static Raised raised(
        @Nullable String title,
        @Nullable String source,
        @Nullable String severity,
        @Nullable String reference,
        @Nullable String from,
        @Nullable String to) {
      return IncidentBody.checked(
          "",
          () ->
              new Raised(
                  source(source),
                  Optional.ofNullable(reference),
                  false,
                  IncidentBody.reasonOf(title, "title"),
                  severity(severity),
                  IncidentBody.time(from, "occurred_from"),
                  IncidentBody.time(to, "occurred_to")));
    }

    private static WarningSource source(@Nullable String text) {
      WarningSource source =
          text == null
              ? WarningSource.STAFF
              : IncidentBody.checked("source", () -> WarningSource.parse(text));
      if (!TOLD.contains(source)) {
        throw new InvalidMember("source", "staff, hotline, scanner or requests");
      }
      return source;
    }

    private static Severity severity(@Nullable String text) {
      return text == null
          ? Severity.MEDIUM
          : Severity.of(text)
              .orElseThrow(() -> new InvalidMember("severity", "low, medium, high or critical"));
    }
  }

  /** How a warning is closed. */
  record Close(String reason, @Nullable String result) {
    Close {
      var _ = IncidentBody.reasonOf(reason, "reason");
      var _ = result(result);
    }

    Triage outcome() {
      return result(result);
    }

    private static Triage result(@Nullable String text) {
      Triage result =
          text == null ? Triage.BENIGN : IncidentBody.checked("result", () -> Triage.parse(text));
      if (result == Triage.PROMOTED) {
        throw new InvalidMember("result", "another one: promote the warning instead");
      }
      return result;
    }
  }

  /** How a warning becomes an incident. */
  record Promote(String reason, @Nullable String owner, @Nullable String aware) {
    Promote {
      var _ = IncidentBody.reasonOf(reason, "reason");
      var _ = IncidentBody.time(aware, "aware");
      if (owner != null) {
        var _ = IncidentBody.word(owner, "owner");
      }
    }

    Warnings.Promotion promotion(String caller) {
      return new Warnings.Promotion(
          IncidentBody.reasonOf(reason, "reason"),
          owner == null ? caller : owner,
          IncidentBody.time(aware, "aware"));
    }
  }
}
