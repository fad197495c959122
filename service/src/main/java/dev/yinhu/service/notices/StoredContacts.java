package dev.yinhu.service.notices;

import dev.yinhu.fieldaccess.Access;
import dev.yinhu.fieldaccess.Disclosure;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.fieldaccess.ItemCode;
import dev.yinhu.fieldaccess.ItemResult;
import dev.yinhu.fieldaccess.OpenItem;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.Contact;
import dev.yinhu.notices.ContactSource;
import dev.yinhu.notices.Recipient;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoreConnector;
import dev.yinhu.subjectrights.connect.StoredRow;
import dev.yinhu.subjectrights.connect.Stores;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens contacts where the platform keeps them, when a notice is sent and not before: the row is
 * read from its store, and what is sealed in it is opened through field-access by the caller {@code
 * subject-rights} under its legal duty, with an entry in the access log. Safe for use by many
 * threads.
 */
public final class StoredContacts implements ContactSource {
  private static final Logger LOG = LoggerFactory.getLogger(StoredContacts.class);
  private static final String CIPHERTEXT = "yh1.";

  /** A store is the platform's own: so many connections are kept to it (IdleConnections). */
  private static final int READING_AT_ONCE = 8;

  private final Ground ground;
  private final Semaphore reading = new Semaphore(READING_AT_ONCE);

  /**
   * What it stands on.
   *
   * @param places where contacts stand, by channel
   * @param person the platform's id of the person of a reference; empty when nobody knows it here
   * @param graph of the register in force
   * @param purpose of use legal-duty
   * @param age how long a contact has been known before a one-time code goes there
   * @param zone of dates without one
   */
  public record Ground(
      Map<ChannelKind, ContactPlace> places,
      Function<UUID, Optional<SubjectId>> person,
      Supplier<DataGraph> graph,
      Supplier<Stores> stores,
      FieldAccess access,
      Purpose purpose,
      Duration age,
      ZoneId zone,
      InstantSource clock) {
    /** Copies. */
    public Ground {
      places = Map.copyOf(places);
    }
  }

  public StoredContacts(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Found open(Recipient recipient, ChannelKind channel, boolean coded) {
    Optional<UUID> about =
        switch (recipient) {
          case Recipient.Person(UUID subject) -> Optional.of(subject);
          case Recipient.Configured(_, Optional<UUID> whom) -> whom;
        };
    try {
      return about
          .flatMap(ground.person())
          .map(person ->
              recipient instanceof Recipient.Person
                  ? contact(person, channel, coded)
                  : new Known(Contact.of(person.value().toCharArray())))
          .orElseGet(None::new);
    } catch (RuntimeException e) {
      // Class alone: a store's message may repeat what was looked for.
      LOG.warn("Contacts cannot be opened now: {}", e.getClass().getSimpleName());
      return new Unavailable();
    }
  }

  private Found contact(SubjectId person, ChannelKind channel, boolean coded) {
    ContactPlace place = ground.places().get(channel);
    if (place == null || (coded && place.since().isEmpty())) {
      return new None();
    }
    Optional<Node> node = ground.graph().get().node(CollectionName.of(place.field()));
    Optional<StoreConnector> store =
        node.flatMap(known -> ground.stores().get().of(known.name().dataset()));
    if (store.isEmpty()) {
      LOG.warn("No store is reached that holds {}", place.field());
      return new Unavailable();
    }
    List<StoredRow> rows = new ArrayList<>();
    Answer<Long> answer = read(store.get(), node.get(), person, rows);
    if (answer instanceof Answer.Failed<Long>(String code)) {
      LOG.warn("The store of {} answers {}", place.field(), code);
      return new Unavailable();
    }
    return best(rows, place, coded)
        .map(value -> value.startsWith(CIPHERTEXT) ? opened(place, person, value) : known(value))
        .orElseGet(None::new);
  }

  private Answer<Long> read(
      StoreConnector store, Node node, SubjectId person, List<StoredRow> rows) {
    reading.acquireUninterruptibly();
    try {
      return store.read(node, person, row -> add(rows, row));
    } finally {
      reading.release();
    }
  }

  /** Nobody has more contacts of a kind than that. */
  private static void add(List<StoredRow> rows, StoredRow row) {
    if (rows.size() < 100) {
      rows.add(row);
    }
  }

  /** The one that was known first, where that is told. */
  private Optional<String> best(List<StoredRow> rows, ContactPlace place, boolean coded) {
    Instant latest = ground.clock().instant().minus(ground.age());
    return rows.stream()
        .filter(row -> !value(row, place).isEmpty())
        .filter(row -> !coded || !since(row, place).isAfter(latest))
        .min(Comparator.comparing(row -> since(row, place)))
        .map(row -> value(row, place));
  }

  private static String value(StoredRow row, ContactPlace place) {
    return row.values().getOrDefault(place.field(), Optional.empty()).orElse("");
  }

  private Instant since(StoredRow row, ContactPlace place) {
    return place
        .since()
        .flatMap(field -> row.values().getOrDefault(field, Optional.empty()))
        .flatMap(text -> StoredMoment.of(text, ground.zone()))
        .orElse(Instant.MAX);
  }

  private Found opened(ContactPlace place, SubjectId person, String sealed) {
    Access request =
        ground
            .access()
            .decrypt(
                new Requester(TombstoneBook.CALLER, "notice"),
                ground.purpose(),
                Disclosure.CLEAR,
                List.of(new OpenItem(place.field().text(), person.value(), null, sealed)));
    if (request.needsStore()) {
      request.load();
    }
    return switch (request.finish().join().items().getFirst()) {
      case ItemResult.Done done -> known(done.value());
      case ItemResult.Refused refused when refused.code() == ItemCode.SUBJECT_ERASED ->
          new Erased();
      case ItemResult.Refused refused -> {
        LOG.warn("The contact in {} is not opened: {}", place.field(), refused.code().text());
        yield new Unavailable();
      }
      case ItemResult.Tokenized _, ItemResult.Indexed _, ItemResult.Checked _ -> new None();
    };
  }

  private static Found known(String value) {
    char[] chars = value.toCharArray();
    try {
      return new Known(Contact.of(chars));
    } catch (IllegalArgumentException e) {
      return new None();
    }
  }
}
