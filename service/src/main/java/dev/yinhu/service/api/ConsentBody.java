package dev.yinhu.service.api;

import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.subjectrights.consent.DecidedBy;
import dev.yinhu.subjectrights.consent.Decision;
import dev.yinhu.subjectrights.consent.NewDecision;
import dev.yinhu.subjectrights.consent.TextKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/consents}. */
record ConsentBody(
    @Nullable String subject,
    @Nullable String purpose,
    @Nullable String decision,
    @Nullable String language,
    @Nullable String version,
    @Nullable String at,
    @Nullable String by) {
  ConsentBody {
    var _ = person(InvalidMember.required(subject, "subject"));
    by = by == null ? DecidedBy.SUBJECT.wire() : by;
    var _ = of(purpose, decision, language, version, at, by, "");
  }

  SubjectId person() {
    return person(InvalidMember.required(subject, "subject"));
  }

  private static SubjectId person(String id) {
    try {
      return new SubjectId(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("subject", "the platform's id of a person");
    }
  }

  NewDecision by(String caller) {
    return of(purpose, decision, language, version, at, by, caller);
  }

  private static NewDecision of(
      @Nullable String purpose,
      @Nullable String decision,
      @Nullable String language,
      @Nullable String version,
      @Nullable String at,
      @Nullable String by,
      String caller) {
    String key = InvalidMember.required(purpose, "purpose");
    Decision word =
        CaseBody.word(Decision.class, InvalidMember.required(decision, "decision"), "decision");
    DecidedBy who = CaseBody.word(DecidedBy.class, InvalidMember.required(by, "by"), "by");
    boolean shows = language != null || version != null || word != Decision.WITHDRAWN;
    Optional<TextKey> shown =
        shows ? Optional.of(ConsentTextBody.key(key, language, version)) : Optional.empty();
    try {
      return new NewDecision(
          new Purpose(key),
          word,
          shown,
          Optional.ofNullable(at).map(Instant::parse),
          caller,
          Optional.empty(),
          who);
    } catch (DateTimeParseException e) {
      throw new InvalidMember("at", "a time such as 2026-03-01T08:00:00Z");
    } catch (IllegalArgumentException e) {
      throw new InvalidMember("purpose", "the key of a purpose of the register");
    }
  }

  /** Without the person. */
  @Override
  public String toString() {
    return "ConsentBody[***]";
  }
}
