package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.EntrySubjects;
import dev.yinhu.accessaudit.search.Filter.Says.How;
import dev.yinhu.accessaudit.search.QueryScanner.Token;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** What one condition of a query wants. Stateless. */
final class ConditionReader {
  private static final String NAMES =
      "one of subject: ref: caller: actor: purpose: field: category: outcome: detail: operation:"
          + " register: kind: drill: reason: from: to: before the value; quote a text that has a"
          + " colon";
  private static final String TIME =
      "a time such as 2026-06-01T12:00:00+08:00 or a date such as 2026-06-01";

  private final ZoneId zone;

  ConditionReader(ZoneId zone) {
    this.zone = zone;
  }

  /** A word or quoted text by itself: the reason says it. */
  Filter says(Token text) {
    if (text.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new QueryRefused(
          text.column(), "a text with letters or digits: other signs are not looked for");
    }
    if (text.prefix()) {
      return new Filter.Says(text.text(), How.BEGINNING);
    }
    How how = text.kind() == Token.Kind.QUOTED ? How.EXACTLY : How.WORDS;
    return new Filter.Says(text.text(), how);
  }

  Filter read(Token name, Token value) {
    return switch (name.text()) {
      case "reason" -> says(value);
      case "subject" -> subject(whole(value));
      case "category" -> category(whole(value));
      case "from" -> new Filter.Since(from(whole(value)));
      case "to" -> new Filter.Before(to(whole(value)));
      default -> attribute(name, value);
    };
  }

  private static Token whole(Token value) {
    if (value.prefix()) {
      throw new QueryRefused(value.column(), "a whole value without asterisk");
    }
    return value;
  }

  private static Filter attribute(Token name, Token value) {
    Attribute attribute =
        Attribute.of(name.text()).orElseThrow(() -> new QueryRefused(name.column(), NAMES));
    return switch (attribute) {
      case REF -> new Filter.Has(attribute, reference(whole(value)));
      case REGISTER -> new Filter.Has(attribute, version(whole(value)));
      case KIND -> coded(attribute, kind(value));
      case DRILL -> new Filter.Has(attribute, drill(whole(value)));
      case CALLER, ACTOR, PURPOSE, FIELD, OUTCOME, DETAIL, OPERATION -> coded(attribute, value);
    };
  }

  private static Filter coded(Attribute attribute, Token value) {
    return value.prefix()
        ? new Filter.Begins(attribute, value.text())
        : new Filter.Has(attribute, value.text());
  }

  /** There are no others, so what was misspelt would find nothing without a word. */
  private static Token kind(Token value) {
    String text = value.text();
    if (EntryDocument.KINDS.stream()
        .noneMatch(kind -> value.prefix() ? kind.startsWith(text) : kind.equals(text))) {
      throw new QueryRefused(
          value.column(), "one of the kinds " + String.join(", ", EntryDocument.KINDS));
    }
    return value;
  }

  private static String drill(Token value) {
    if (!value.text().equals(EntryDocument.DRILL)) {
      throw new QueryRefused(value.column(), "yes; NOT drill:yes finds what belongs to no drill");
    }
    return value.text();
  }

  private static String reference(Token value) {
    if (!EntrySubjects.isReference(value.text())) {
      throw new QueryRefused(
          value.column(), "a person's reference as entries have it, 22 letters, digits, - and _");
    }
    return value.text();
  }

  private static String version(Token value) {
    try {
      return Long.toString(Long.parseLong(value.text()));
    } catch (NumberFormatException e) {
      throw new QueryRefused(value.column(), "the number of a version of the register");
    }
  }

  private static Filter subject(Token value) {
    try {
      return new Filter.OfSubject(new SubjectId(value.text()));
    } catch (IllegalArgumentException e) {
      throw new QueryRefused(value.column(), "the platform's id of a person");
    }
  }

  private static Filter category(Token value) {
    try {
      return new Filter.InCategory(new CategoryKey(value.text()));
    } catch (IllegalArgumentException e) {
      throw new QueryRefused(value.column(), "the key of a data category such as user.contact");
    }
  }

  private Instant from(Token value) {
    return date(value)
        .map(date -> date.atStartOfDay(zone).toInstant())
        .orElseGet(() -> instant(value));
  }

  /** A date means the whole of that day. */
  private Instant to(Token value) {
    return date(value)
        .map(date -> date.plusDays(1).atStartOfDay(zone).toInstant())
        .orElseGet(() -> instant(value));
  }

  private static Optional<LocalDate> date(Token value) {
    if (value.text().indexOf('T') >= 0) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(value.text());
      return Optional.of(date).filter(ConditionReader::isSensible);
    } catch (DateTimeException e) {
      throw new QueryRefused(value.column(), TIME);
    }
  }

  private static Instant instant(Token value) {
    try {
      Instant time = OffsetDateTime.parse(value.text()).toInstant();
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 0 && year <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      throw new QueryRefused(value.column(), TIME);
    }
    throw new QueryRefused(value.column(), TIME);
  }

  /** Years that have four digits in every zone. */
  private static boolean isSensible(LocalDate date) {
    return date.getYear() >= 1 && date.getYear() <= 9998;
  }
}
