package dev.yinhu.accessaudit.signal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does in the current hour, and did in past ones. Distinct subjects are counted by a
 * HyperLogLog sketch of Apache DataSketches with 2^12 registers: it holds up to 384 of them one by
 * one and is exact there, beyond that its standard error is 0.83/√4096 = 1.3 %, and it never takes
 * more than 4.2 kB.
 */
final class HourCount {
  private static final int LG_REGISTERS = 12;
  private static final int HOURS_OF_DAY = 24;

  private final PastHours past;
  private int first;
  private int hour;
  private int amount;
  private double median;
  private double threshold;
  private @Nullable HllSketch distinct;

  private HourCount(PastHours past, int first, int hour) {
    this.past = past;
    this.first = first;
    this.hour = hour;
  }

  static HourCount begin(int hour, OwnPast rule) {
    HourCount count = new HourCount(new PastHours(), hour, hour);
    count.beginHour(hour, rule);
    return count;
  }

  /**
   * Time goes on to that hour. A straggler of the hour before counts in the current one; a clock
   * that goes further back takes the hour with it, so that one wrong clock does not hold up time.
   */
  void at(int now, OwnPast rule) {
    if (now > hour) {
      if (amount > 0) {
        past.add(hour, amount);
      }
      beginHour(now, rule);
    } else if (now < hour - 1) {
      first = Math.min(first, now);
      beginHour(now, rule);
    }
  }

  private void beginHour(int now, OwnPast rule) {
    hour = now;
    amount = 0;
    distinct = null;
    past.forgetBefore(now - HOURS_OF_DAY * rule.days());
    decide(rule);
  }

  private void decide(OwnPast rule) {
    int[] like = past.like(hour, rule.activeHours());
    if (hour - first < HOURS_OF_DAY * rule.historyDays() || like.length < rule.activeHours()) {
      median = 0;
      threshold = Double.POSITIVE_INFINITY;
    } else {
      Usual usual = Usual.of(like);
      median = usual.median();
      threshold = rule.threshold(usual);
    }
  }

  void see(String subject) {
    HllSketch sketch = distinct;
    if (sketch == null) {
      sketch = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
      distinct = sketch;
    }
    sketch.update(subject);
  }

  /** How many distinct subjects were seen this hour; true when they have become more. */
  boolean grown() {
    HllSketch sketch = distinct;
    int now = sketch == null ? 0 : Math.toIntExact(Math.round(sketch.getEstimate()));
    boolean more = now > amount;
    amount = Math.max(amount, now);
    return more;
  }

  void add(int more) {
    amount += more;
  }

  boolean tooMany() {
    return amount >= threshold;
  }

  int hour() {
    return hour;
  }

  int amount() {
    return amount;
  }

  double median() {
    return median;
  }

  double threshold() {
    return threshold;
  }

  void write(DataOutput out) throws IOException {
    past.write(out);
    out.writeInt(first);
    out.writeInt(hour);
    out.writeInt(amount);
    HllSketch sketch = distinct;
    byte[] bytes = sketch == null ? new byte[0] : sketch.toCompactByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static HourCount read(DataInput in, OwnPast rule) throws IOException {
    HourCount read = new HourCount(PastHours.read(in), in.readInt(), in.readInt());
    read.amount = in.readInt();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    read.distinct = bytes.length == 0 ? null : HllSketch.heapify(bytes);
    read.decide(rule);
    return read;
  }
}
