package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A warning that somebody triages.
 *
 * @param reference what it is called where it comes from, such as the id of a signal
 * @param result what it turned out to be
 * @param incident that goes on with it
 */
public record RaisedView(
    String id,
    String source,
    String reference,
    String title,
    String severity,
    String state,
    boolean drill,
    @JsonProperty("occurred_from") @Nullable String occurredFrom,
    @JsonProperty("occurred_to") @Nullable String occurredTo,
    @JsonProperty("raised_at") String raisedAt,
    @JsonProperty("snoozed_until") @Nullable String snoozedUntil,
    @Nullable String result,
    @Nullable String reason,
    @Nullable String by,
    @Nullable String incident) {}
