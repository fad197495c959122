package dev.yinhu.fieldaccess;

import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

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

    /** May leave a negative rest, which the next reservations use up before anything is stored. */
    synchronized void giveBack(long unused) {
      notStored -= unused;
    }

    synchronized long beginStoring() {
      if (notStored > 0) {
        beingStored += notStored;
        notStored = 0;
      }
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
  private final AtomicReference<Day> day;
  private LocalDate cleanedOn = LocalDate.MIN;

  DailyUse(DailyUseStore store, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.day = new AtomicReference<>(new Day(today(), new ConcurrentHashMap<>()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /**
   * The day's counts; turns the day without a lock, which {@link #exchange} could hold for long.
   */
  private Day current() {
    Day known = day.get();
    LocalDate today = today();
    if (known.date().equals(today)) {
      return known;
    }
    Day next = new Day(today, new ConcurrentHashMap<>());
    return day.compareAndSet(known, next) ? next : day.get();
  }

  /**
   * Counts up to {@code wanted} values while the day's limit lasts; gives how many it lets pass.
   */
  long reserve(Who who, long wanted, long limit) {
    return current().counts().computeIfAbsent(who, w -> new Count()).reserve(wanted, limit);
  }

  /** Takes back what was reserved and then not read after all. Never blocks. */
  void giveBack(Who who, long unused) {
    Count count = current().counts().get(who);
    if (count != null) {
      count.giveBack(unused);
    }
  }

  /**
   * Stores what was counted here and hears what was counted elsewhere; once a day removes the rows
   * of past days. Blocks.
   */
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
    forgetPast(now.date());
  }

  /** Yesterday stays: on a node whose clock is behind it is still today. */
  private void forgetPast(LocalDate today) {
    if (!today.equals(cleanedOn)) {
      store.removeBefore(today.minusDays(1));
      cleanedOn = today;
    }
  }
}
