package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** {@link SignalRule#DENIALS}, for each outcome of each caller, and of each actor of it. */
final class Denials implements Detector {
  private static final int WINDOW_SECONDS = 600;

  private final long minimum;
  private final double factor;
  private final Keyed<Rate> rates;

  Denials(SignalSettings settings) {
    this.minimum = settings.whole(Knob.DENIALS_MINIMUM);
    this.factor = settings.decimal(Knob.DENIALS_FACTOR);
    this.rates = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Access access) {
      for (Item item : access.items()) {
        if (Outcomes.refused(item)) {
          SignalKey key = SignalKey.caller(access.caller().value()).withDetail(item.outcome());
          count(key, item.count(), seen, found);
          String actor = Outcomes.actor(access);
          if (!actor.isEmpty()) {
            count(
                SignalKey.of(key.caller(), actor).withDetail(key.detail()),
                item.count(),
                seen,
                found);
          }
        }
      }
    }
  }

  private void count(SignalKey key, long amount, Seen seen, Consumer<Finding> found) {
    Instant time = seen.entry().time();
    long window = Math.floorDiv(time.getEpochSecond(), WINDOW_SECONDS);
    Rate rate =
        rates.at(key.caller() + "\n" + key.actor() + "\n" + key.detail(), () -> new Rate(window));
    rate.at(window);
    rate.count += amount;
    double threshold = Math.max((double) minimum, factor * rate.usual);
    if (rate.count >= threshold) {
      Instant from = Instant.ofEpochSecond(rate.window * WINDOW_SECONDS);
      found.accept(
          new Finding(
              SignalRule.DENIALS,
              Severity.MEDIUM,
              key,
              seen.index(),
              time,
              from,
              from.plusSeconds(WINDOW_SECONDS),
              rate.count,
              rate.usual,
              threshold));
    }
  }

  /** Refusals of the current window, and an exponentially weighted mean of those before. */
  private static final class Rate {
    /** The mean remembers 12 hours: windows older than that weigh 1/e together. */
    private static final double WEIGHT = 1.0 / 72;

    private long window;
    private long count;
    private double usual;

    Rate(long window) {
      this.window = window;
    }

    /**
     * A straggler of the window before counts in this one; a clock set further back begins anew.
     */
    void at(long now) {
      if (now > window) {
        // Windows without anything between the two were zero.
        double empty = StrictMath.pow(1 - WEIGHT, (double) (now - window - 1));
        usual = (usual + WEIGHT * ((double) count - usual)) * empty;
        begin(now);
      } else if (now < window - 1) {
        begin(now);
      }
    }

    private void begin(long now) {
      window = now;
      count = 0;
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(window);
      out.writeLong(count);
      out.writeDouble(usual);
    }

    static Rate read(DataInput in) throws IOException {
      Rate read = new Rate(in.readLong());
      read.count = in.readLong();
      read.usual = in.readDouble();
      return read;
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    rates.write(out, (to, rate) -> rate.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    rates.read(in, Rate::read);
  }
}
