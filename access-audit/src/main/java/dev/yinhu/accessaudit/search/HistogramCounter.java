package dev.yinhu.accessaudit.search;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.lucene.index.NumericDocValues;

/**
 * Counts matches by time. Entries lie almost in the order of time, so most fall into the step of
 * the one before. For one count.
 */
final class HistogramCounter {
  private static final class Count {
    private long count;
  }

  private final Interval interval;
  private final ZoneId zone;
  private final TreeMap<Long, Count> counts = new TreeMap<>();
  private long matches;
  private Count current = new Count();
  private long currentFrom;
  private long currentTo;

  HistogramCounter(Interval interval, ZoneId zone) {
    this.interval = interval;
    this.zone = zone;
  }

  Matches.Taker segment(Segment segment) throws IOException {
    NumericDocValues times = segment.numbers(IndexFields.TIME);
    return doc -> {
      if (times.advanceExact(doc)) {
        take(times.longValue());
      }
    };
  }

  private void take(long millis) {
    if (millis < currentFrom || millis >= currentTo) {
      ZonedDateTime begin = interval.begin(Instant.ofEpochMilli(millis), zone);
      currentFrom = begin.toInstant().toEpochMilli();
      currentTo = interval.next(begin).toInstant().toEpochMilli();
      current = counts.computeIfAbsent(currentFrom, from -> new Count());
    }
    matches++;
    current.count++;
  }

  /** What was counted; throws {@link QueryTooWide} when it would have too many steps. */
  Histogram histogram(long indexedTo) {
    List<Histogram.Step> steps = new ArrayList<>();
    if (!counts.isEmpty()) {
      long last = counts.lastKey();
      ZonedDateTime at = Instant.ofEpochMilli(counts.firstKey()).atZone(zone);
      while (at.toInstant().toEpochMilli() <= last) {
        if (steps.size() == Histogram.MAX_STEPS) {
          throw new QueryTooWide(
              "more than " + Histogram.MAX_STEPS + " steps: narrow the time or widen the interval");
        }
        Count count = counts.get(at.toInstant().toEpochMilli());
        steps.add(new Histogram.Step(at.toOffsetDateTime(), count == null ? 0 : count.count));
        at = interval.next(at);
      }
    }
    return new Histogram(matches, steps, indexedTo);
  }
}
