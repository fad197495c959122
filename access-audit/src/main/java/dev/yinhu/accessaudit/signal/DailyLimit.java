package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.CallerGrant;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * {@link SignalRule#DAILY_LIMIT}: what a caller has read for a purpose on a day, against the limit
 * of the register that decided. Told once at the configured share and once at all of it. What the
 * log does not attribute to a purpose is not counted.
 */
final class DailyLimit implements Detector {
  private static final int MOST_LIMITS = 10_000;

  private final double share;
  private final RegisterVersions registers;
  private final Keyed<Day> days;

  /** Answers of {@link #registers}; -1 for no limit. */
  private final Map<String, Long> limits = new HashMap<>();

  DailyLimit(SignalSettings settings, RegisterVersions registers) {
    this.share = settings.decimal(Knob.LIMIT_SHARE);
    this.registers = registers;
    this.days = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Access access
        && access.purpose().isPresent()
        && (access.operation() == Operation.DECRYPT || access.operation() == Operation.SEARCH)) {
      count(access, access.purpose().get(), seen, found);
    }
  }

  private void count(Access access, Purpose purpose, Seen seen, Consumer<Finding> found) {
    long values = 0;
    for (Item item : access.items()) {
      values += Outcomes.counted(item) ? item.count() : 0;
    }
    String caller = access.caller().value();
    Day day = days.at(caller + "\n" + purpose.key(), Day::new);
    day.at(seen.day());
    day.count += values;
    OptionalLong limit = limit(access, purpose);
    if (values > 0 && limit.isPresent()) {
      SignalKey key = SignalKey.caller(caller).withPurpose(purpose.key());
      day.crossed(limit.getAsLong(), share, key, seen, found);
    }
  }

  private OptionalLong limit(Access access, Purpose purpose) {
    String name = access.registerVersion() + "\n" + access.caller().value() + "\n" + purpose.key();
    Long known = limits.get(name);
    if (known == null) {
      known =
          registers
              .version(access.registerVersion())
              .flatMap(register -> register.purpose(purpose))
              .filter(PurposeDeclaration::isActive)
              .flatMap(declared -> declared.grant(access.caller()))
              .map(CallerGrant::limits)
              .map(of -> of.daily().orElse(-1))
              .orElse(-1L);
      if (limits.size() >= MOST_LIMITS) {
        limits.clear();
      }
      limits.put(name, known);
    }
    return known < 0 ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** What was read on one day. */
  private static final class Day {
    private int day = Integer.MIN_VALUE;
    private long count;

    /** How often it was told: 0, 1 at the share, 2 at the limit. */
    private int told;

    /** A straggler of the day before counts in this one; a clock set further back begins anew. */
    void at(int now) {
      if (now > day || now < day - 1) {
        day = now;
        count = 0;
        told = 0;
      }
    }

    void crossed(long limit, double share, SignalKey key, Seen seen, Consumer<Finding> found) {
      boolean full = count >= limit;
      double threshold = full ? limit : share * limit;
      if (told < (full ? 2 : 1) && count >= threshold) {
        told = full ? 2 : 1;
        found.accept(
            new Finding(
                SignalRule.DAILY_LIMIT,
                full ? Severity.HIGH : Severity.MEDIUM,
                key,
                seen.index(),
                seen.entry().time(),
                seen.startOf(day, 0),
                seen.startOf(day + 1, 0),
                count,
                limit,
                threshold));
      }
    }

    void write(DataOutput out) throws IOException {
      out.writeInt(day);
      out.writeLong(count);
      out.writeInt(told);
    }

    static Day read(DataInput in) throws IOException {
      Day read = new Day();
      read.day = in.readInt();
      read.count = in.readLong();
      read.told = in.readInt();
      return read;
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    days.write(out, (to, day) -> day.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    days.read(in, Day::read);
  }
}
