package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.tell.TellingStore.Advance;
import dev.yinhu.breachresponse.tell.TellingStore.Locked;
import dev.yinhu.breachresponse.tell.ToldStore.Told;
import dev.yinhu.notices.Message;
import dev.yinhu.notices.Notice;
import dev.yinhu.notices.NoticeKey;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.Owner;
import dev.yinhu.notices.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts a chunk of persons into the outbox, in one transaction with the cursor and with who counts
 * as told: after a crash either all of it is there or nothing. Thread-safe.
 */
final class Enqueuing {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Notices notices;
  private final Guardians guardians;
  private final InstantSource clock;

  Enqueuing(Jdbi jdbi, Notices notices, Guardians guardians, InstantSource clock) {
    this.jdbi = jdbi;
    this.notices = notices;
    this.guardians = guardians;
    this.clock = clock;
  }

  /** What belongs to a run in the outbox. */
  static Owner owner(Telling telling) {
    return new Owner(matter(telling.incident()) + "/telling/" + telling.number());
  }

  /** The one notice of a person for an incident. */
  static NoticeKey key(String matter, Told told) {
    String first = matter + "/" + told.role().inKey() + "/" + told.person();
    return new NoticeKey(told.tries() == 1 ? first : first + "/" + told.tries());
  }

  /** What all keys of an incident begin with. */
  static String matter(IncidentId incident) {
    return "incident/" + incident.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Adds those whom nobody told yet.
   *
   * @return false when the run is not to go on through this scope
   */
  boolean add(Telling telling, List<Affected> chunk) {
    List<UUID> minors = chunk.stream().filter(Affected::minor).map(Affected::person).toList();
    Map<UUID, UUID> known = minors.isEmpty() ? Map.of() : guardians.of(minors);
    return jdbi.inTransaction(handle -> add(handle, telling, chunk, known));
  }

  private boolean add(
      Handle handle, Telling telling, List<Affected> chunk, Map<UUID, UUID> guardianOf) {
    Optional<Locked> found = TellingStore.locked(handle, telling.number());
    if (found.isEmpty()
        || found.get().telling().state() != TellingState.RUNNING
        || found.get().telling().scope() != telling.scope()) {
      return false;
    }
    Locked run = found.get();
    List<Affected> rest = chunk.stream().filter(each -> !run.isPast(each.person())).toList();
    if (!rest.isEmpty()) {
      TellingStore.advance(handle, telling.number(), taken(handle, run, rest, guardianOf));
    }
    return true;
  }

  private Advance taken(
      Handle handle, Locked run, List<Affected> chunk, Map<UUID, UUID> guardianOf) {
    Set<UUID> known = new HashSet<>();
    long unknown = 0;
    for (Affected each : chunk) {
      UUID guardian = each.minor() ? guardianOf.get(each.person()) : null;
      if (guardian != null) {
        known.add(guardian);
      } else if (each.minor()) {
        unknown++;
      }
    }
    List<UUID> persons = chunk.stream().map(Affected::person).toList();
    List<Told> told = new ArrayList<>();
    told.addAll(ToldStore.take(handle, run.telling(), Role.PERSON, persons));
    int own = told.size();
    told.addAll(ToldStore.take(handle, run.telling(), Role.GUARDIAN, known));
    Instant next = enqueue(handle, run, told);
    return new Advance(
        persons.getLast(), next, chunk.size(), own, (long) told.size() - own, unknown);
  }

  /** When the one after them is due: none becomes due sooner than the wish allows. */
  private Instant enqueue(Handle handle, Locked run, List<Told> told) {
    Telling telling = run.telling();
    Duration apart = MINUTE.dividedBy(telling.said().perMinute());
    Instant now = clock.instant();
    Instant due = run.nextDue().isAfter(now) ? run.nextDue() : now;
    List<Notice> made = new ArrayList<>();
    told.sort(Comparator.comparing(each -> each.person().toString()));
    for (Told each : told) {
      made.add(notice(telling, each, due));
      due = due.plus(apart);
    }
    if (!made.isEmpty()) {
      var _ = notices.enqueueAll(ToldStore.transaction(handle), made);
    }
    return due;
  }

  private static Notice notice(Telling telling, Told told, Instant due) {
    Telling.Said said = telling.said();
    return new Notice(
        key(matter(telling.incident()), told),
        owner(telling),
        new Recipient.Person(told.person()),
        said.channels(),
        message(telling, told.role()),
        telling.incident().drill(),
        due,
        due.plus(said.within()));
  }

  static Message message(Telling telling, Role role) {
    Telling.Said said = telling.said();
    return new Message(
        said.template(),
        said.version(),
        said.language(),
        TellingText.parameters(telling.incident(), role, said.words()));
  }
}
