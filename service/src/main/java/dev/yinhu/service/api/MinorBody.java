package dev.yinhu.service.api;

import dev.yinhu.breachresponse.minor.MinorBook;
import dev.yinhu.breachresponse.minor.MinorMark;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.http.InvalidMember;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /v1/minors}. */
record MinorBody(@Nullable List<One> people) {
  MinorBody {
    people = List.copyOf(InvalidMember.required(people, "people"));
    if (people.isEmpty() || people.size() > MinorBook.MOST) {
      throw new InvalidMember("people", "1 to " + MinorBook.MOST + " people");
    }
  }

  /**
   * A person.
   *
   * @param minor left out: what was told is forgotten
   */
  record One(
      @Nullable String subject,
      @Nullable Boolean minor,
      @Nullable String until,
      @Nullable String guardian) {
    One {
      var _ = person(InvalidMember.required(subject, "subject"), "subject");
      if (guardian != null) {
        var _ = person(guardian, "guardian");
      }
      if (until != null) {
        var _ = day(until);
      }
      if ((minor == null || !minor) && (until != null || guardian != null)) {
        throw new InvalidMember("minor", "true where until or guardian is given");
      }
      if (guardian != null && guardian.equals(subject)) {
        throw new InvalidMember("guardian", "somebody else than the subject");
      }
    }

    MinorMark mark(Function<SubjectId, String> references) {
      String own = references.apply(person(InvalidMember.required(subject, "subject"), "subject"));
      return new MinorMark(
          own,
          Optional.ofNullable(minor),
          Optional.ofNullable(until).map(One::day),
          Optional.ofNullable(guardian).map(id -> references.apply(person(id, "guardian"))));
    }

    private static SubjectId person(String id, String member) {
      try {
        return new SubjectId(id);
      } catch (IllegalArgumentException e) {
        throw new InvalidMember(member, "the platform's id of a person");
      }
    }

    private static LocalDate day(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new InvalidMember("until", "a day such as 2031-05-01");
      }
    }
  }

  List<MinorMark> marks(Function<SubjectId, String> references) {
    return InvalidMember.required(people, "people").stream()
        .map(each -> each.mark(references))
        .toList();
  }
}
