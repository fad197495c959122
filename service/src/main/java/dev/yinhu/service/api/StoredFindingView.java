package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.finding.FindingEvent;
import dev.yinhu.piiscanner.finding.Sighting;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.finding.Triage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What scans found at a place, as the routes show it; never the value.
 *
 * @param state what people made of it
 * @param judgement what the register in force says; absent where it cannot be told
 * @param history what became of it, oldest first; left out in lists
 */
record StoredFindingView(
    long id,
    String store,
    String place,
    String type,
    long occurrences,
    @Nullable Double share,
    double confidence,
    String sample,
    String fingerprint,
    @JsonProperty("first_seen") String firstSeen,
    @JsonProperty("last_seen") String lastSeen,
    @JsonProperty("last_scan") String lastScan,
    @JsonProperty("gone_at") @Nullable String goneAt,
    String state,
    @Nullable String judgement,
    @Nullable String assignee,
    @Nullable String until,
    @Nullable List<Event> history) {
  StoredFindingView {
    history = history == null ? null : List.copyOf(history);
  }

  /** One line of the history. */
  record Event(String at, String by, String kind, @Nullable String state, @Nullable String note) {
    static Event of(FindingEvent event) {
      return new Event(
          event.at().toString(),
          event.by(),
          event.kind(),
          event.triage().map(Triage::text).orElse(null),
          event.note().orElse(null));
    }
  }

  static StoredFindingView of(
      StoredFinding finding, @Nullable String judgement, @Nullable List<FindingEvent> history) {
    Sighting seen = finding.seen();
    return new StoredFindingView(
        finding.id(),
        seen.store(),
        seen.place(),
        seen.type().name(),
        seen.occurrences(),
        seen.share().isPresent() ? (Double) seen.share().getAsDouble() : null,
        seen.confidence(),
        seen.sample(),
        seen.fingerprint(),
        finding.firstSeen().toString(),
        finding.lastSeen().toString(),
        finding.lastJob().toString(),
        finding.goneAt().map(Instant::toString).orElse(null),
        finding.triage().text(),
        judgement,
        finding.assignee().orElse(null),
        finding.until().map(LocalDate::toString).orElse(null),
        history == null ? null : history.stream().map(Event::of).toList());
  }
}
