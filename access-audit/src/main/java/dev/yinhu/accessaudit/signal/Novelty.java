package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * {@link SignalRule#NEW_CALLER}, {@link SignalRule#NEW_ACTOR}, {@link SignalRule#NEW_PURPOSE} and
 * {@link SignalRule#NEW_FIELD}: what values are shown to, or for, that never were before. Something
 * new about somebody who is new is not told of: it takes a time until they are known.
 */
final class Novelty implements Detector {
  private final long learnSeconds;
  private final Keyed<Long> callers;
  private final Keyed<Long> actors;
  private final Keyed<Long> purposes;
  private final Keyed<Long> fields;

  /** Time of the first entry of the log. */
  private long begun = Long.MAX_VALUE;

  Novelty(SignalSettings settings) {
    int most = settings.count(Knob.MOST_KEYS);
    this.learnSeconds = Duration.ofDays(settings.whole(Knob.NEW_LEARN)).toSeconds();
    this.callers = new Keyed<>(most);
    this.actors = new Keyed<>(most);
    this.purposes = new Keyed<>(most);
    this.fields = new Keyed<>(most);
  }

  @Override
  public void see(Seen seen, Consumer<Finding> found) {
    begun = Math.min(begun, seen.seconds());
    if (seen.entry() instanceof Access access && Outcomes.valuesShown(access) > 0) {
      caller(access, seen, found);
    }
  }

  private void caller(Access access, Seen seen, Consumer<Finding> found) {
    String caller = access.caller().value();
    SignalKey key = SignalKey.caller(caller);
    long since = since(callers, caller, SignalRule.NEW_CALLER, key, begun, access, seen, found);
    String actor = Outcomes.actor(access);
    if (!actor.isEmpty()) {
      SignalKey of = SignalKey.of(caller, actor);
      since(actors, actor, SignalRule.NEW_ACTOR, of, begun, access, seen, found);
    }
    if (access.purpose().isPresent()) {
      String purpose = access.purpose().get().key();
      String pair = caller + "\n" + purpose;
      SignalKey of = key.withPurpose(purpose);
      long known = since(purposes, pair, SignalRule.NEW_PURPOSE, of, since, access, seen, found);
      fields(access, pair, of, known, seen, found);
    }
  }

  private void fields(
      Access access, String pair, SignalKey key, long known, Seen seen, Consumer<Finding> found) {
    for (Item item : access.items()) {
      if (Outcomes.shown(item)) {
        SignalKey of = key.withField(item.field());
        String triple = pair + "\n" + item.field();
        since(fields, triple, SignalRule.NEW_FIELD, of, known, access, seen, found);
      }
    }
  }

  /**
   * Since when something is known; tells of it when it is new and what it belongs to is not.
   *
   * @param above since when what it belongs to is known
   */
  private long since(
      Keyed<Long> known,
      String name,
      SignalRule rule,
      SignalKey key,
      long above,
      Access access,
      Seen seen,
      Consumer<Finding> found) {
    long now = seen.seconds();
    int before = known.size();
    long since = known.at(name, () -> now);
    // Once there are as many as are remembered, nobody can say what is new.
    if (known.size() > before && now - above >= learnSeconds) {
      Severity severity = rule == SignalRule.NEW_CALLER ? Severity.MEDIUM : Severity.LOW;
      found.accept(Finding.once(rule, severity, key, seen, Outcomes.valuesShown(access)));
    }
    return since;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(begun);
    callers.write(out, DataOutput::writeLong);
    actors.write(out, DataOutput::writeLong);
    purposes.write(out, DataOutput::writeLong);
    fields.write(out, DataOutput::writeLong);
  }

  @Override
  public void read(DataInput in) throws IOException {
    begun = in.readLong();
    callers.read(in, DataInput::readLong);
    actors.read(in, DataInput::readLong);
    purposes.read(in, DataInput::readLong);
    fields.read(in, DataInput::readLong);
  }
}
