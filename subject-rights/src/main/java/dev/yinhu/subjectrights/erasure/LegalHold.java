package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.CollectionName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that must not be deleted for now, whoever asks.
 *
 * @param id its number
 * @param scope what it keeps
 * @param reason a stable code or the number of a file
 * @param until its last day; empty until it is lifted
 * @param by who placed it
 * @param placed when
 */
public record LegalHold(
    long id, Scope scope, String reason, Optional<LocalDate> until, String by, Instant placed) {
  /** What a hold keeps. A deletion waits that would touch any of it. */
  public sealed interface Scope {
    /**
     * All of a person.
     *
     * @param reference the person's
     */
    record OfPerson(String reference) implements Scope {}

    /** All rows of a collection. */
    record OfCollection(CollectionName name) implements Scope {}

    /**
     * Rows of a collection that hold a value.
     *
     * @param field stored in clear
     * @param value nothing personal
     */
    record OfRows(FieldRef field, String value) implements Scope {}
  }
}
