package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry;
import java.time.Instant;
import java.time.ZoneId;

/**
 * An entry with its time in the calendar's zone.
 *
 * @param index its place in the log
 * @param seconds of its time since the epoch, as a clock on the wall shows them
 * @param offset seconds by which that clock is ahead of UTC
 */
record Seen(long index, AuditEntry entry, long seconds, int offset) {
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;
  private static final int DAY = 86_400;

  static Seen of(long index, AuditEntry entry, ZoneId zone) {
    int offset = zone.getRules().getOffset(entry.time()).getTotalSeconds();
    return new Seen(index, entry, entry.time().getEpochSecond() + offset, offset);
  }

  /** Local hours since the epoch. */
  int hour() {
    return (int) Math.floorDiv(seconds, HOUR);
  }

  /** Local days since the epoch. */
  int day() {
    return (int) Math.floorDiv(seconds, DAY);
  }

  /** Minute of the local day. */
  int minute() {
    return Math.floorMod(seconds, DAY) / MINUTE;
  }

  /** When that local hour began. */
  Instant startOfHour(int hour) {
    return Instant.ofEpochSecond((long) hour * HOUR - offset);
  }

  /** When that minute of that local day began. */
  Instant startOf(int day, int minute) {
    return Instant.ofEpochSecond((long) day * DAY + (long) minute * MINUTE - offset);
  }
}
