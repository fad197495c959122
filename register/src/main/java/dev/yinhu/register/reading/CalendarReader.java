package dev.yinhu.register.reading;

import dev.yinhu.register.SourceStatus;
import dev.yinhu.register.calendar.CalendarYear;
import dev.yinhu.register.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code calendar_year}: the days off of a year, and the weekend days that are worked. */
final class CalendarReader {
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;
  private static final int LONGEST_RANGE = 60;
  private static final Pattern RANGE = Pattern.compile("(.+?) to (.+)");

  private final SortedMap<String, WorkCalendar> calendars = new TreeMap<>();
  private final Declared<CalendarYear> declared =
      new Declared<>("calendar year", ProblemCode.BAD_VALUE);

  SortedMap<String, WorkCalendar> read(List<YamlMap> years) {
    years.forEach(this::read);
    return calendars;
  }

  private void read(YamlMap map) {
    Optional<YamlText> calendar = map.required("calendar", "a calendar year");
    map.required("year", "a calendar year");
    OptionalLong year = map.number("year", FIRST_YEAR, LAST_YEAR);
    Optional<YamlText> source = map.required("source", "a calendar year");
    Optional<SourceStatus> status =
        map.required("status", "a calendar year")
            .flatMap(text -> text.choice("status", SourceStatus.values()));
    Set<LocalDate> off = days(map.texts("days_off"));
    Set<LocalDate> worked = days(map.texts("days_worked"));
    map.warnOfOthers(Set.of("note"));
    if (calendar.isPresent() && year.isPresent() && source.isPresent() && status.isPresent()) {
      CalendarYear read =
          year(map, (int) year.getAsLong(), source.get().value(), status.get(), off, worked);
      if (read != null) {
        add(map, calendar.get().value(), read);
      }
    }
  }

  private static @Nullable CalendarYear year(
      YamlMap map,
      int year,
      String source,
      SourceStatus status,
      Set<LocalDate> off,
      Set<LocalDate> worked) {
    try {
      return new CalendarYear(year, source, status, new TreeSet<>(off), new TreeSet<>(worked));
    } catch (IllegalArgumentException e) {
      map.problems().add(ProblemCode.BAD_VALUE, map.place(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void add(YamlMap map, String calendar, CalendarYear year) {
    declared.add(calendar + " " + year.year(), map.place(), year, map.problems());
    SortedMap<Integer, CalendarYear> years = new TreeMap<>();
    years.put(year.year(), year);
    calendars.merge(
        calendar,
        new WorkCalendar(calendar, years),
        (before, _) -> {
          years.putAll(before.years());
          return new WorkCalendar(calendar, years);
        });
  }

  /** Days and ranges of days, such as {@code 2026-02-15 to 2026-02-23}. */
  private static Set<LocalDate> days(List<YamlText> texts) {
    Set<LocalDate> days = new TreeSet<>();
    for (YamlText text : texts) {
      Matcher range = RANGE.matcher(text.value());
      boolean isRange = range.matches();
      Optional<LocalDate> first = date(text, isRange ? range.group(1) : text.value());
      Optional<LocalDate> last = isRange ? date(text, range.group(2)) : first;
      if (first.isPresent() && last.isPresent()) {
        addRange(days, text, first.get(), last.get());
      }
    }
    return days;
  }

  private static Optional<LocalDate> date(YamlText text, String part) {
    return new YamlText(part, text.place(), text.problems()).date();
  }

  private static void addRange(
      Set<LocalDate> days, YamlText text, LocalDate first, LocalDate last) {
    if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_RANGE))) {
      text.bad("is not a range: write the earlier day first, at most " + LONGEST_RANGE + " days");
      return;
    }
    first.datesUntil(last.plusDays(1)).forEach(days::add);
  }
}
