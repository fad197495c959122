package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.minor.MinorBook;
import dev.yinhu.breachresponse.minor.MinorMark;
import dev.yinhu.service.notices.PersonRef;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.correction.MinorRegime;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells the book of minors what a corrected day of birth says, so that incidents count the person
 * as one and their guardian is told. A guardian who is known stays known.
 */
final class MinorsInBook implements MinorRegime {
  private final MinorBook book;

  MinorsInBook(Jdbi jdbi, AuditLog log, InstantSource clock) {
    this.book = new MinorBook(jdbi, new Acts(jdbi, log, clock), clock, Yinhu.ZONE);
  }

  @Override
  public boolean isMinor(String reference) {
    return book.among(List.of(reference)).getOrDefault(reference, false);
  }

  /** Those of them who are known to be under fourteen today. */
  Set<String> among(Set<String> references) {
    return book.among(List.copyOf(references)).entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void tell(String reference, boolean minor, LocalDate fourteenth, CaseId by) {
    MinorMark mark =
        minor
            ? new MinorMark(
                reference, Optional.of(true), Optional.of(fourteenth), guardian(reference))
            : new MinorMark(reference, Optional.of(false), Optional.empty(), Optional.empty());
    book.mark(List.of(mark), new Order(TombstoneBook.CALLER.value(), by.text()));
  }

  /** Forgets somebody who is erased. */
  void forget(String reference, CaseId by) {
    book.forget(reference, new Order(TombstoneBook.CALLER.value(), by.text()));
  }

  private Optional<String> guardian(String reference) {
    UUID person = PersonRef.of(reference).uuid();
    return Optional.ofNullable(book.of(List.of(person)).get(person))
        .map(guardian -> new PersonRef(guardian).text());
  }
}
