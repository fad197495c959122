package dev.yinhu.register.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.reading.LawReader;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {
  private static final WorkCalendar CHINA = LawReader.shipped().calendar("cn");

  @ParameterizedTest
  @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
  void aYearHasAsManyWorkingDaysAsItsNoticeLeaves(int year, long workingDays) {
    LocalDate first = LocalDate.of(year, 1, 1);
    assertThat(first.datesUntil(first.plusYears(1)).filter(CHINA::isWorkingDay))
        .hasSize((int) workingDays);
    assertThat(CHINA.isKnown(first)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-04, true", // a Sunday worked before Spring Festival
    "2024-02-09, true", // New Year's Eve was a working day in 2024
    "2024-02-12, false",
    "2024-02-17, false",
    "2024-02-18, true",
    "2025-01-26, true",
    "2025-01-27, true",
    "2025-01-28, false",
    "2025-02-04, false",
    "2025-02-05, true",
    "2025-10-08, false",
    "2025-10-11, true",
    "2026-01-02, false",
    "2026-01-04, true",
    "2026-02-14, true",
    "2026-02-23, false",
    "2026-02-28, true",
    "2026-10-10, true",
    "2026-10-11, false"
  })
  void daysAreWorkedAsTheNoticesSay(LocalDate day, boolean worked) {
    assertThat(CHINA.isWorkingDay(day)).isEqualTo(worked);
  }

  @Test
  void aYearWithoutNoticeGoesByWeekdaysAndSaysSo() {
    LocalDate newYear = LocalDate.of(2027, 1, 1);
    assertThat(CHINA.isKnown(newYear)).isFalse();
    assertThat(CHINA.isWorkingDay(newYear)).isTrue();
    assertThat(CHINA.isWorkingDay(newYear.plusDays(1))).isFalse();
  }

  @Test
  void aYearThatNobodyCheckedIsNotKnown() {
    var years = new TreeMap<Integer, CalendarYear>();
    years.put(2027, year(SourceStatus.UNVERIFIED, List.of("2027-01-01"), List.of()));
    WorkCalendar calendar = new WorkCalendar("cn", years);
    assertThat(calendar.isKnown(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 1, 1))).isFalse();
  }

  @Test
  void aYearRefusesDaysThatContradictEachOther() {
    assertThatThrownBy(() -> year(SourceStatus.VERIFIED, List.of("2026-12-31"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-12-31 is not in 2027");
    assertThatThrownBy(() -> year(SourceStatus.VERIFIED, List.of(), List.of("2027-01-04")))
        .hasMessageContaining("no Saturday or Sunday");
    assertThatThrownBy(
            () -> year(SourceStatus.VERIFIED, List.of("2027-01-02"), List.of("2027-01-02")))
        .hasMessageContaining("both off and worked");
  }

  private static CalendarYear year(SourceStatus status, List<String> off, List<String> worked) {
    return new CalendarYear(
        2027,
        "a test",
        status,
        new TreeSet<>(off.stream().map(LocalDate::parse).toList()),
        new TreeSet<>(worked.stream().map(LocalDate::parse).toList()));
  }
}
