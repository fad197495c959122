package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how many values each caller has read for each purpose in the calendar day of the zone.
 * Counts outlive a restart and are shared by all nodes through {@link #exchange}: a node that is
 * killed loses what it counted since, at most about a second's worth.
 *
 * <p>Safe for use by many threads; {@link #reserve} never blocks.
 */
final class DailyUse {
  record Who(CallerName caller, Purpose purpose) {
    static Who of(String caller, String purpose) {
      return new Who(new CallerName(caller), new Purpose(purpose));
    }
  }

  /** One caller's count: the sum of all nodes as last heard, and what was counted here since. */
  private static final class Count {
    private long elsewhereAndStored;
    private long notStored;
    private long beingStored;

    synchronized long reserve(long wanted, long limit) {
      long left = Math.max(0, limit - elsewhereAndStored - beingStored - notStored);
      long granted = Math.min(wanted, left);
      notStored += granted;
      return granted;
    }

    synchronized long beginStoring() {
      beingStored += notStored;
      notStored = 0;
      return beingStored;
    }

    synchronized void stored() {
      elsewhereAndStored += beingStored;
      beingStored = 0;
    }

    synchronized void heard(long total) {
      elsewhereAndStored = Math.max(elsewhereAndStored, total);
    }
  }

  private record Day(LocalDate date, Map<Who, Count> counts) {}

  private final DailyUseStore store;
  private final InstantSource clock;
  private final ZoneId zone;
  private volatile Day day;

  DailyUse(DailyUseStore store, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.day = new Day(today(), new ConcurrentHashMap<>());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private Day current() {
    Day known = day;
    LocalDate today = today();
    return known.date().equals(today) ? known : turn(today);
  }

  private synchronized Day turn(LocalDate today) {
    if (!day.date().equals(today)) {
      day = new Day(today, new ConcurrentHashMap<>());
    }
    return day;
  }

  /**
   * Counts up to {@code wanted} values while the day's limit lasts; gives how many it lets pass.
   */
  long reserve(Who who, long wanted, long limit) {
    Count count = current().counts().computeIfAbsent(who, w -> new Count());
    long granted = count.reserve(wanted, limit);
    return granted;
  }

  /** Stores what was counted here and hears what was counted elsewhere. Blocks. */
  synchronized void exchange() {
    Day now = current();
    Map<Who, Long> added = new HashMap<>();
    now.counts()
        .forEach((who, count) -> {
          long fresh = count.beginStoring();
          if (fresh > 0) {
            added.put(who, fresh);
          }
        });
    if (!added.isEmpty()) {
      store.add(now.date(), added);
      now.counts().values().forEach(Count::stored);
    }
    store
        .of(now.date())
        .forEach((who, total) -> now.counts().computeIfAbsent(who, w -> new Count()).heard(total));
  }

  /** Removes the rows of past days. Blocks. */
  void forgetPast() {
    store.removeBefore(today());
  }
}
