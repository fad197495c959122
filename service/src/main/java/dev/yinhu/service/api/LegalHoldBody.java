package dev.yinhu.service.api;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.erasure.LegalHold.Scope;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/legal-holds}: a person, a collection, or a field with a value. */
record LegalHoldBody(
    @Nullable String subject,
    @Nullable String collection,
    @Nullable String field,
    @Nullable String value,
    @Nullable String reason,
    @Nullable String until) {
  LegalHoldBody {
    if (Stream.of(subject, collection, field).filter(Objects::nonNull).count() != 1
        || (field == null) != (value == null)) {
      throw new InvalidMember("", "one of subject, collection, and field with value");
    }
    InvalidMember.required(reason, "reason");
    var _ = day(until);
    var _ = scope(subject, collection, field, value, SubjectId::value);
  }

  /** What is to be kept. */
  Scope scope(Function<SubjectId, String> references) {
    return scope(subject, collection, field, value, references);
  }

  private static Scope scope(
      @Nullable String subject,
      @Nullable String collection,
      @Nullable String field,
      @Nullable String value,
      Function<SubjectId, String> references) {
    try {
      if (subject != null) {
        return new Scope.OfPerson(references.apply(new SubjectId(subject)));
      }
      if (collection != null) {
        FieldRef any = FieldRef.parse(collection + ".any"); // checks the names
        return new Scope.OfCollection(CollectionName.of(any));
      }
      return new Scope.OfRows(
          FieldRef.parse(String.valueOf(field)), InvalidMember.required(value, "value"));
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("", "names as the register has them, such as shop.orders");
    }
  }

  String code() {
    return InvalidMember.required(reason, "reason");
  }

  Optional<LocalDate> day() {
    return day(until);
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new InvalidMember("until", "a date such as 2027-12-31");
    }
  }

  /** Without the person. */
  @Override
  public String toString() {
    return "LegalHoldBody[***]";
  }
}
