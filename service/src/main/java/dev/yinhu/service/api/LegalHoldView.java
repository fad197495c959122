package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.subjectrights.erasure.LegalHold;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold over people's data as it is shown.
 *
 * @param person reference in the access log of whom all is kept
 * @param collection of which all rows are kept
 * @param field by whose value rows are kept
 */
public record LegalHoldView(
    long id,
    @Nullable String person,
    @Nullable String collection,
    @Nullable String field,
    @Nullable String value,
    String reason,
    @Nullable String until,
    @JsonProperty("placed_by") String placedBy,
    @JsonProperty("placed_at") String placedAt) {
  static LegalHoldView of(LegalHold hold) {
    LegalHold.Scope scope = hold.scope();
    return new LegalHoldView(
        hold.id(),
        scope instanceof LegalHold.Scope.OfPerson(String reference) ? reference : null,
        scope instanceof LegalHold.Scope.OfCollection(var name) ? name.toString() : null,
        scope instanceof LegalHold.Scope.OfRows(var field, String _) ? field.text() : null,
        scope instanceof LegalHold.Scope.OfRows(var _, String value) ? value : null,
        hold.reason(),
        hold.until().map(LocalDate::toString).orElse(null),
        hold.by(),
        hold.placed().toString());
  }
}
