package dev.yinhu.breachresponse.tell;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.tell.AddresseeStore.Sealed;
import dev.yinhu.breachresponse.tell.KnownPeople.Known;
import dev.yinhu.notices.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds by which ids the stores know the persons of a scope, who are references there. The subject
 * directory leads from an id to a reference and not back, so the stores are gone through once, and
 * the ids of those who are in the scope are kept, sealed, until it is known what became of all
 * notices. In a drill nobody is looked for. Durable: what was found is found again after a crash.
 * Memory does not grow with persons or stores. Blocks; safe for use by many threads and nodes.
 */
public final class Addressees implements Addressing {
  private static final int AT_ONCE = 1000;
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** For how long a list may be read after it was given out. */
  private static final Duration LIST_TAKES = Duration.ofHours(1);

  private final AddresseeStore store;
  private final AffectedPeople people;
  private final Guardians guardians;
  private final KnownPeople known;
  private final Sealer sealer;
  private final InstantSource clock;

  /**
   * The schema {@code breach} is migrated.
   *
   * @param guardians of minors, who are looked for too
   * @param sealer seals ids
   */
  public Addressees(
      Jdbi jdbi,
      AffectedPeople people,
      Guardians guardians,
      KnownPeople known,
      Sealer sealer,
      InstantSource clock) {
    this.guardians = guardians;
    this.store = new AddresseeStore(jdbi);
    this.people = people;
    this.known = known;
    this.sealer = sealer;
    this.clock = clock;
  }

  @Override
  public boolean ready(IncidentId incident, long scope) {
    if (isDone(incident, scope)) {
      return true;
    }
    if (store.claim(incident, scope, clock.instant(), QUIET)) {
      want(incident);
      Optional<String> fault = known.forEach(batch -> keep(incident, batch));
      store.end(incident, fault, clock.instant());
    }
    return isDone(incident, scope);
  }

  /** Whether nobody of the scope has to be looked for any more; looks for nobody. */
  boolean isDone(IncidentId incident, long scope) {
    return incident.drill()
        || store
            .search(incident)
            .filter(each -> each.state().equals("done") && each.scope() >= scope)
            .isPresent();
  }

  private void want(IncidentId incident) {
    try (Stream<Affected> all = people.of(incident)) {
      Iterator<Affected> each = all.iterator();
      while (each.hasNext()) {
        List<Affected> some = new ArrayList<>(AT_ONCE);
        while (some.size() < AT_ONCE && each.hasNext()) {
          some.add(each.next());
        }
        store.want(incident, withGuardians(some));
        store.found(incident, List.of(), 0, clock.instant());
      }
    }
  }

  private List<UUID> withGuardians(List<Affected> some) {
    List<UUID> minors = some.stream().filter(Affected::minor).map(Affected::person).toList();
    Stream<UUID> theirs =
        minors.isEmpty() ? Stream.empty() : guardians.of(minors).values().stream();
    return Stream.concat(some.stream().map(Affected::person), theirs).distinct().toList();
  }

  private void keep(IncidentId incident, KnownPeople.Batch batch) {
    Set<UUID> wanted =
        store.wanted(incident, batch.known().stream().map(Known::person).distinct().toList());
    List<Sealed> sealed =
        batch.known().stream()
            .filter(each -> wanted.contains(each.person()))
            .map(this::sealed)
            .toList();
    store.found(incident, sealed, batch.looked(), clock.instant());
  }

  private Sealed sealed(Known one) {
    byte[] id = one.id().getBytes(StandardCharsets.UTF_8);
    return new Sealed(one.person(), HexFormat.of().formatHex(sealer.seal(id, label(one.person()))));
  }

  /** The id by which the stores know the person; empty when it is not known, or not any more. */
  public Optional<String> id(UUID person) {
    return store.id(person).map(sealed -> opened(person, sealed));
  }

  /** The same of some persons of an incident; those who are not known are left out. */
  Map<UUID, String> ids(IncidentId incident, List<UUID> persons) {
    Map<UUID, String> ids = new HashMap<>();
    store.ids(incident, persons).forEach((person, id) -> ids.put(person, opened(person, id)));
    return ids;
  }

  private String opened(UUID person, byte[] sealed) {
    byte[] open = sealer.open(sealed, label(person));
    String id = new String(open, StandardCharsets.UTF_8);
    Arrays.fill(open, (byte) 0);
    return id;
  }

  private static byte[] label(UUID person) {
    return ("addressee " + person).getBytes(StandardCharsets.UTF_8);
  }

  /** How far the search for an incident is; empty when there is none. */
  public Optional<AddresseeSearch> search(IncidentId incident) {
    return store.search(incident);
  }

  /**
   * Deletes the ids of incidents of which all is known, and whose list nobody may have or has just
   * taken.
   *
   * @return of how many persons
   */
  public int forget() {
    Instant now = clock.instant();
    return store.forget(PersonLists.LEAVE, now, now.minus(LIST_TAKES));
  }
}
