package dev.yinhu.service.api;

import dev.yinhu.breachresponse.containment.Measure;
import dev.yinhu.service.http.InvalidMember;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/incidents/{id}/actions}. */
record ActionBody(
    String kind, String target, @Nullable Long daily, @Nullable String until, String reason) {
  ActionBody {
    var _ = measureOf(kind, target, daily);
    var _ = IncidentBody.time(until, "until");
    var _ = IncidentBody.reasonOf(reason, "reason");
  }

  Measure measure() {
    return measureOf(kind, target, daily);
  }

  Optional<Instant> end() {
    return IncidentBody.time(until, "until");
  }

  private static Measure measureOf(
      @Nullable String kind, @Nullable String target, @Nullable Long daily) {
    return IncidentBody.checked(
        "",
        () ->
            new Measure(
                Measure.Kind.parse(InvalidMember.required(kind, "kind")),
                InvalidMember.required(target, "target"),
                daily == null ? OptionalLong.empty() : OptionalLong.of(daily)));
  }
}
