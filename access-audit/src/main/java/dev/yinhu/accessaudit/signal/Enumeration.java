package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@link SignalRule#ENUMERATION}. The log holds random references, so whether ids were sequential
 * cannot be seen; what can is somebody visiting person after person, each once, at a regular pace.
 */
final class Enumeration implements Detector {
  private final boolean everybody;
  private final int visits;
  private final double repeats;
  private final double variation;
  private final long pauseMillis;
  private final Keyed<Walk> walks;

  Enumeration(SignalSettings settings) {
    this.everybody = settings.word(Knob.ENUM_WHO).equals(Knob.EVERYBODY);
    this.visits = settings.count(Knob.ENUM_VISITS);
    this.repeats = settings.decimal(Knob.ENUM_REPEATS);
    this.variation = settings.decimal(Knob.ENUM_VARIATION);
    this.pauseMillis = 1_000 * settings.whole(Knob.ENUM_PAUSE);
    this.walks = new Keyed<>(settings.count(Knob.MOST_KEYS));
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    if (seen.entry() instanceof Access access) {
      String actor = Outcomes.actor(access);
      if (everybody || !actor.isEmpty()) {
        visited(access).ifPresent(subject -> visit(access, actor, subject, seen, found));
      }
    }
  }

  /** The first subject that was shown stands for the entry. */
  private static Optional<String> visited(Access access) {
    for (Item item : access.items()) {
      if (Outcomes.shown(item) && !item.subjects().isEmpty()) {
        return Optional.of(item.subjects().getFirst());
      }
    }
    return Optional.empty();
  }

  private void visit(
      Access access, String actor, String subject, Seen seen, Consumer<Finding> found) {
    String caller = access.caller().value();
    long now = access.time().toEpochMilli();
    Walk walk = walks.at(caller + "\n" + actor, () -> new Walk(visits));
    boolean moved = walk.visit(subject.hashCode(), now, pauseMillis);
    if (moved && walk.isFull() && walk.variation() <= variation && walk.repeats() <= repeats) {
      found.accept(
          new Finding(
              SignalRule.ENUMERATION,
              Severity.HIGH,
              SignalKey.of(caller, actor),
              seen.index(),
              access.time(),
              Instant.ofEpochMilli(walk.begun()),
              access.time().plusNanos(1),
              walk.length(),
              0,
              visits));
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    walks.write(out, (to, walk) -> walk.write(to));
  }

  @Override
  public void read(DataInput in) throws IOException {
    walks.read(in, from -> Walk.read(from, visits));
  }
}
