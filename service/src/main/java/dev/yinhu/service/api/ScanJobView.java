package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.yinhu.piiscanner.job.ScanJob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan as the routes show it.
 *
 * @param scan what is scanned, JSON
 * @param progress how far it is; at its end, what came of it; JSON
 * @param failure why it failed and what to do
 */
record ScanJobView(
    String id,
    String state,
    @JsonRawValue String scan,
    @JsonProperty("asked_by") String askedBy,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("started_at") @Nullable String startedAt,
    @JsonProperty("ended_at") @Nullable String endedAt,
    @JsonProperty("cancel_wanted") boolean cancelWanted,
    @JsonRawValue @Nullable String progress,
    @Nullable String failure) {
  static ScanJobView of(ScanJob job) {
    return new ScanJobView(
        job.id().toString(),
        job.state().text(),
        job.spec(),
        job.createdBy(),
        job.createdAt().toString(),
        job.startedAt().map(Instant::toString).orElse(null),
        job.endedAt().map(Instant::toString).orElse(null),
        job.cancelWanted(),
        job.outcome().or(job::progress).orElse(null),
        job.failure().orElse(null));
  }
}
