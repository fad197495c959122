package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/** {@link SignalRule#BULK_READING}, for each caller and for each actor. */
final class BulkReading implements Detector {
  private final OwnPast rule;
  private final Keyed<HourCount> callers;
  private final Keyed<HourCount> actors;

  BulkReading(SignalSettings settings) {
    this.rule = OwnPast.ofBulk(settings);
    this.callers = new Keyed<>(settings.count(Knob.MOST_KEYS));
    this.actors = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Access access && showsSubjects(access)) {
      String caller = access.caller().value();
      count(callers, caller, SignalKey.caller(caller), access, seen, found);
      String actor = Outcomes.actor(access);
      if (!actor.isEmpty()) {
        count(actors, actor, SignalKey.actor(actor), access, seen, found);
      }
    }
  }

  private static boolean showsSubjects(Access access) {
    for (Item item : access.items()) {
      if (Outcomes.shown(item) && !item.subjects().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private void count(
      Keyed<HourCount> counts,
      String name,
      SignalKey key,
      Access access,
      Seen seen,
      Consumer<Finding> found) {
    int hour = seen.hour();
    HourCount count = counts.at(name, () -> HourCount.begin(hour, rule));
    count.at(hour, rule);
    for (Item item : access.items()) {
      if (Outcomes.shown(item)) {
        item.subjects().forEach(count::see);
      }
    }
    if (count.grown() && count.tooMany()) {
      found.accept(ofHour(SignalRule.BULK_READING, Severity.HIGH, key, seen, count));
    }
  }

  static Finding ofHour(
      SignalRule rule, Severity severity, SignalKey key, Seen seen, HourCount count) {
    return new Finding(
        rule,
        severity,
        key,
        seen.index(),
        seen.entry().time(),
        seen.startOfHour(count.hour()),
        seen.startOfHour(count.hour() + 1),
        count.amount(),
        count.median(),
        count.threshold());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    callers.write(out, (to, count) -> count.write(to));
    actors.write(out, (to, count) -> count.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    callers.read(in, from -> HourCount.read(from, rule));
    actors.read(in, from -> HourCount.read(from, rule));
  }
}
