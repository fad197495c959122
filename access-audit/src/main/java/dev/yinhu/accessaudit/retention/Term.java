package dev.yinhu.accessaudit.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * For how long an entry is kept, and why.
 *
 * <p>Days are counted as the Civil Code of China does (articles 201 to 203): the day of the entry
 * does not count, the term ends with the whole of the corresponding day of its last month, or of
 * the last day of that month when it has none. So an entry of 31 August that is kept for six months
 * may go when 28 February (29 in a leap year) is over.
 *
 * @param after the term, at least {@link #LEAST}
 * @param law the law that asks for it or limits it
 * @param article the article of that law
 */
public record Term(Period after, String law, String article) {
  /** Network logs: Cybersecurity Law, article 23 (21 before the amendment of 2025-10-28). */
  public static final Period LEAST = Period.ofMonths(6);

  /** Any four years in a row have every length that months and years take. */
  private static final LocalDate CYCLE = LocalDate.of(2023, 1, 1);

  private static final int CYCLE_DAYS = 4 * 365 + 1;

  public Term {
    after = longEnough(after);
    if (law.isBlank() || article.isBlank()) {
      throw new IllegalArgumentException("a term names the law and the article behind it");
    }
  }

  /** The same, when it may be a term. */
  static Period longEnough(Period after) {
    if (after.isNegative() || !isAtLeast(after, LEAST)) {
      throw new IllegalArgumentException(
          after
              + " is shorter than the six months for which network logs are kept"
              + " (Cybersecurity Law, article 23)");
    }
    return after;
  }

  /** Whether one period is never shorter than another, from whatever day on. */
  static boolean isAtLeast(Period one, Period other) {
    return CYCLE
        .datesUntil(CYCLE.plusDays(CYCLE_DAYS))
        .noneMatch(day -> day.plus(one).isBefore(day.plus(other)));
  }

  /** Whether what was committed on one day need not be kept any more on another. */
  public boolean isOver(LocalDate committed, LocalDate today) {
    return committed.plus(after).isBefore(today);
  }

  /** As {@link #isOver(LocalDate, LocalDate)}, by moments in the zone whose days count. */
  public boolean isOver(Instant committed, Instant now, ZoneId zone) {
    return isOver(LocalDate.ofInstant(committed, zone), LocalDate.ofInstant(now, zone));
  }

  /** Everything that was committed before this moment need not be kept any more. */
  public Instant committedBefore(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day = today.minus(after).minusDays(1);
    while (isOver(day.plusDays(1), today)) {
      day = day.plusDays(1);
    }
    while (!isOver(day, today)) {
      day = day.minusDays(1);
    }
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
