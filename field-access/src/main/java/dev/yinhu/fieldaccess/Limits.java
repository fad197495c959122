package dev.yinhu.fieldaccess;

import dev.yinhu.register.BurstLimit;
import dev.yinhu.register.CallerLimits;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Purpose;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Burst and daily limits of each caller for each purpose. The burst is a token bucket of this node;
 * the day is counted over all nodes ({@link DailyUse}). Safe for use by many threads; never blocks.
 */
final class Limits {
  private record Key(DailyUse.Who who, BurstLimit burst) {}

  /**
   * @param granted how many of the wanted values may be read now
   * @param retryAfter when one more may; zero when all were granted
   */
  record Taken(long granted, Duration retryAfter) {}

  private final DailyUse dailyUse;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Map<Key, Bucket> bursts = new ConcurrentHashMap<>();

  Limits(DailyUse dailyUse, InstantSource clock, ZoneId zone) {
    this.dailyUse = dailyUse;
    this.clock = clock;
    this.zone = zone;
  }

  /** Takes as many of the wanted values as the limits let pass. */
  Taken take(CallerName caller, Purpose purpose, CallerLimits limits, long wanted) {
    if (limits.equals(CallerLimits.NONE) || wanted == 0) {
      return new Taken(wanted, Duration.ZERO);
    }
    DailyUse.Who who = new DailyUse.Who(caller, purpose);
    if (limits.burst().isEmpty()) {
      return ofDay(who, limits, wanted);
    }
    Bucket bucket = bursts.computeIfAbsent(new Key(who, limits.burst().get()), this::bucket);
    long burst = bucket.tryConsumeAsMuchAsPossible(wanted);
    Taken day = ofDay(who, limits, burst);
    if (day.granted() < burst) {
      bucket.addTokens(burst - day.granted());
      return day;
    }
    return new Taken(burst, burst < wanted ? untilNextToken(bucket) : Duration.ZERO);
  }

  /** Gives back what was taken for values that were not released after all. */
  void giveBack(CallerName caller, Purpose purpose, CallerLimits limits, long unused) {
    if (limits.equals(CallerLimits.NONE) || unused == 0) {
      return;
    }
    DailyUse.Who who = new DailyUse.Who(caller, purpose);
    limits
        .burst()
        .map(burst -> bursts.get(new Key(who, burst)))
        .ifPresent(b -> b.addTokens(unused));
    dailyUse.giveBack(who, unused);
  }

  private Taken ofDay(DailyUse.Who who, CallerLimits limits, long wanted) {
    long limit = limits.daily().orElse(Long.MAX_VALUE);
    long granted = dailyUse.reserve(who, wanted, limit);
    return new Taken(granted, granted < wanted ? untilTomorrow() : Duration.ZERO);
  }

  private static Duration untilNextToken(Bucket bucket) {
    long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return Duration.ofNanos(
        Math.max(1, nanos)); // 0 when it was refilled meanwhile; held back all the same.
  }

  private Duration untilTomorrow() {
    Instant now = clock.instant();
    Instant tomorrow = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    return Duration.between(now, tomorrow);
  }

  private Bucket bucket(Key key) {
    BurstLimit burst = key.burst();
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst.count()).refillGreedy(burst.count(), burst.per()))
        .withCustomTimePrecision(new ForwardMeter(clock))
        .build();
  }
}
