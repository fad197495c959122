package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Admin;
import dev.yinhu.accessaudit.AuditEntry.Reading;
import dev.yinhu.accessaudit.AuditEntry.Unknown;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * {@link SignalRule#OFF_HOURS}: who reads outside the working hours of their kind. A member of
 * staff, or whoever reads the log, has those of staff; a caller that names nobody those of jobs.
 */
final class OffHours implements Detector {
  private static final String COMMAND_LINE = "command-line";

  private final Hours staff;
  private final Hours jobs;
  private final long minimum;
  private final int ownDays;
  private final Keyed<Worker> workers;

  OffHours(SignalSettings settings) {
    this.staff = settings.hours(Knob.OFF_STAFF);
    this.jobs = settings.hours(Knob.OFF_JOBS);
    this.minimum = settings.whole(Knob.OFF_MINIMUM);
    this.ownDays = settings.count(Knob.OFF_OWN_DAYS);
    this.workers = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    switch (seen.entry()) {
      case Access access -> {
        long shown = Outcomes.valuesShown(access);
        if (shown > 0) {
          String actor = Outcomes.actor(access);
          SignalKey key = SignalKey.of(access.caller().value(), actor);
          count(key, actor.isEmpty() ? jobs : staff, shown, seen, found);
        }
      }
      case Reading reading -> {
        if (!reading.actor().equals(COMMAND_LINE)) {
          count(SignalKey.caller(reading.actor()), staff, 1, seen, found);
        }
      }
      case Admin _, Unknown _ -> {}
    }
  }

  private void count(SignalKey key, Hours hours, long amount, Seen seen, Consumer<Finding> found) {
    int day = seen.day();
    int minute = seen.minute();
    Worker worker = workers.at(key.caller() + "\n" + key.actor(), Worker::new);
    worker.activeAt(day, minute / 60);
    if (hours.holds(day, minute) || worker.owns(minute / 60, ownDays)) {
      return;
    }
    int period = hours.period(day, minute);
    long night = worker.add(period, amount);
    if (night >= minimum) {
      found.accept(
          new Finding(
              SignalRule.OFF_HOURS,
              Severity.MEDIUM,
              key,
              seen.index(),
              seen.entry().time(),
              seen.startOf(period, hours.start()),
              seen.startOf(period + 1, hours.start()),
              night,
              0,
              minimum));
    }
  }

  /** The hours somebody is known to work, and what they did in the current night or day off. */
  private static final class Worker {
    private static final int HOURS_OF_DAY = 24;

    /** Of each hour of the day, bit n: active in it n days ago; 14 days count, today does not. */
    private static final int PAST_FORTNIGHT = 0b111_1111_1111_1110;

    private final int[] active = new int[HOURS_OF_DAY];
    private int day;
    private int period;
    private long amount;

    void activeAt(int today, int hour) {
      if (today != day) {
        int passed = today - day;
        for (int i = 0; i < HOURS_OF_DAY; i++) {
          // A clock that was set back begins anew rather than take the future for the past.
          active[i] = passed < 0 || passed >= Integer.SIZE ? 0 : active[i] << passed;
        }
        day = today;
      }
      active[hour] |= 1;
    }

    boolean owns(int hour, int ownDays) {
      return Integer.bitCount(active[hour] & PAST_FORTNIGHT) >= ownDays;
    }

    long add(int now, long more) {
      if (now != period) {
        period = now;
        amount = 0;
      }
      amount += more;
      return amount;
    }

    void write(DataOutput out) throws IOException {
      for (int bits : active) {
        out.writeInt(bits);
      }
      out.writeInt(day);
      out.writeInt(period);
      out.writeLong(amount);
    }

    static Worker read(DataInput in) throws IOException {
      Worker read = new Worker();
      for (int i = 0; i < HOURS_OF_DAY; i++) {
        read.active[i] = in.readInt();
      }
      read.day = in.readInt();
      read.period = in.readInt();
      read.amount = in.readLong();
      return read;
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    workers.write(out, (to, worker) -> worker.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    workers.read(in, Worker::read);
  }
}
