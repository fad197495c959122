package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.consent.ConsentEvent;
import dev.yinhu.subjectrights.consent.ConsentStanding;
import dev.yinhu.subjectrights.consent.ConsentText;
import dev.yinhu.subjectrights.consent.Decision;
import dev.yinhu.subjectrights.consent.TextKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The consent of a person as it is shown.
 *
 * @param consents how it stands, for each purpose that rests on consent
 * @param history every decision, the last first
 */
record ConsentView(List<Standing> consents, List<Event> history) {
  /** How it stands for a purpose. */
  record Standing(
      String purpose,
      @Nullable String decision,
      @Nullable String since,
      @JsonProperty("may_ask") boolean mayAsk,
      @JsonProperty("quiet_until") @Nullable String quietUntil) {
    static Standing of(ConsentStanding standing) {
      return new Standing(
          standing.purpose().key(),
          standing.decision().map(Decision::wire).orElse(null),
          standing.since().map(Instant::toString).orElse(null),
          standing.mayAsk(),
          standing.quietUntil().map(Instant::toString).orElse(null));
    }
  }

  /** A decision, and the text that was seen. */
  record Event(
      long id,
      String purpose,
      String decision,
      @Nullable String language,
      @Nullable String version,
      @Nullable String sha256,
      @JsonProperty("decided_at") String decidedAt,
      @JsonProperty("recorded_at") String recordedAt,
      String caller,
      String by,
      @Nullable String request) {
    static Event of(ConsentEvent event) {
      return new Event(
          event.id(),
          event.purpose().key(),
          event.decision().wire(),
          event.shown().map(TextKey::language).orElse(null),
          event.shown().map(TextKey::version).orElse(null),
          event.sha256().orElse(null),
          event.decidedAt().toString(),
          event.recordedAt().toString(),
          event.caller(),
          event.by().wire(),
          event.caseId().map(CaseId::text).orElse(null));
    }
  }

  /** A text that asks for consent. */
  record Text(
      String purpose,
      String language,
      String version,
      String text,
      String sha256,
      @JsonProperty("published_by") String publishedBy,
      @JsonProperty("published_at") String publishedAt) {
    static Text of(ConsentText text) {
      return new Text(
          text.key().purpose().key(),
          text.key().language(),
          text.key().version(),
          text.text(),
          text.sha256(),
          text.publishedBy(),
          text.publishedAt().toString());
    }
  }
}
