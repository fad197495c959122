package dev.yinhu.breachresponse.minor;

import static dev.yinhu.breachresponse.incident.IncidentRoom.DPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.breachresponse.incident.IncidentRoom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinorBookTest {
  private static final String CHILD = "AAAAAAAAAAAAAAAAAAAAAQ";
  private static final String OTHER = "AAAAAAAAAAAAAAAAAAAAAg";
  private static final String PARENT = "AAAAAAAAAAAAAAAAAAAAAw";

  private IncidentRoom room;
  private MinorBook book;

  @BeforeEach
  void open() {
    room = new IncidentRoom();
    book =
        new MinorBook(room.database.jdbi(), room.acts, () -> room.now, ZoneId.of("Asia/Shanghai"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static MinorMark child(LocalDate until) {
    return new MinorMark(CHILD, Optional.of(true), Optional.of(until), Optional.of(PARENT));
  }

  @Test
  void whoIsErasedIsForgottenAsAMinorAndAsAGuardian() {
    book.mark(List.of(child(LocalDate.of(2030, 5, 17))), DPO);
    book.forget(OTHER, DPO);
    book.forget(PARENT, DPO);
    assertThat(book.among(List.of(CHILD))).containsEntry(CHILD, true);
    assertThat(book.of(List.of(MinorBook.uuid(CHILD)))).isEmpty();
    book.forget(CHILD, DPO);
    book.forget(CHILD, DPO);
    assertThat(book.among(List.of(CHILD))).isEmpty();
    long left =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("select count(*) from breach.minor").mapTo(Long.class).one());
    assertThat(left).isZero();
  }

  @Test
  void ofWhomNothingIsToldItIsNotKnown() {
    book.mark(
        List.of(
            child(LocalDate.of(2030, 5, 17)),
            new MinorMark(OTHER, Optional.of(false), Optional.empty(), Optional.empty())),
        DPO);

    assertThat(book.among(List.of(CHILD, OTHER, PARENT)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(CHILD, true, OTHER, false));
    assertThat(book.of(List.of(MinorBook.uuid(CHILD), MinorBook.uuid(OTHER))))
        .isEqualTo(Map.of(MinorBook.uuid(CHILD), MinorBook.uuid(PARENT)));

    book.mark(
        List.of(new MinorMark(CHILD, Optional.empty(), Optional.empty(), Optional.empty())), DPO);
    assertThat(book.among(List.of(CHILD))).isEmpty();
    assertThat(book.of(List.of(MinorBook.uuid(CHILD)))).isEmpty();
  }

  @Test
  void whoTurnsFourteenIsNoMinorFromTheNextMonthOnAndNoBirthdayIsKept() {
    book.mark(List.of(child(LocalDate.of(2026, 5, 17))), DPO);

    room.now = Instant.parse("2026-05-31T15:59:59Z");
    assertThat(book.among(List.of(CHILD))).containsEntry(CHILD, true);
    room.now = Instant.parse("2026-05-31T16:00:00Z");
    assertThat(book.among(List.of(CHILD))).containsEntry(CHILD, false);
    String row =
        room.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select row_to_json(m)::text from breach.minor m")
                    .mapTo(String.class)
                    .one());
    assertThat(row).contains("2026-06-01").doesNotContain("05-17");
  }

  @Test
  void onlyMinorsHaveAGuardianAndNobodyIsTheirOwn() {
    assertThatThrownBy(
            () -> new MinorMark(CHILD, Optional.of(false), Optional.empty(), Optional.of(PARENT)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new MinorMark(CHILD, Optional.of(true), Optional.empty(), Optional.of(CHILD)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> book.mark(List.of(), DPO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
