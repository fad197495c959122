package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * {@link SignalRule#LOG_READING}, for each reader of the log. Whoever is shown many entries at once
 * has read as often as a bundle of them would have been fetched.
 */
final class LogReading implements Detector {
  private static final long ENTRIES_AS_ONE = 256;
  private static final int MOST_AT_ONCE = 100_000;

  private final OwnPast rule;
  private final Keyed<HourCount> readers;

  LogReading(SignalSettings settings) {
    this.rule = OwnPast.ofLogReading(settings);
    this.readers = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Reading reading) {
      int hour = seen.hour();
      HourCount count = readers.at(reading.actor(), () -> HourCount.begin(hour, rule));
      count.at(hour, rule);
      count.add(Math.clamp(Math.ceilDiv(reading.count(), ENTRIES_AS_ONE), 1, MOST_AT_ONCE));
      if (count.tooMany()) {
        found.accept(
            BulkReading.ofHour(
                SignalRule.LOG_READING,
                Severity.MEDIUM,
                SignalKey.caller(reading.actor()),
                seen,
                count));
      }
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    readers.write(out, (to, count) -> count.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    readers.read(in, from -> HourCount.read(from, rule));
  }
}
