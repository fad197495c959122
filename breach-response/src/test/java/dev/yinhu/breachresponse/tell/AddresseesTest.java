package dev.yinhu.breachresponse.tell;

import static dev.yinhu.breachresponse.tell.TellingRoom.LEAK;
import static dev.yinhu.breachresponse.tell.TellingRoom.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.tell.KnownPeople.Batch;
import dev.yinhu.breachresponse.tell.KnownPeople.Known;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.notices.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddresseesTest {
  private final List<Affected> people = new ArrayList<>();
  private final AtomicInteger searches = new AtomicInteger();
  private Optional<String> fault = Optional.empty();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private TestDatabase database;
  private Addressees addressees;

  @BeforeEach
  void open() {
    database = TestDatabase.create("breach");
    addressees = addressees(this::everybody);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Addressees addressees(KnownPeople known) {
    return new Addressees(
        database.database().jdbi(), scope(), this::guardians, known, new Turned(), () -> now);
  }

  /** Of the minor 7 it is the person 4,500. */
  private Map<UUID, UUID> guardians(List<UUID> minors) {
    return minors.contains(person(7)) ? Map.of(person(7), person(4500)) : Map.of();
  }

  @Test
  void guardiansOfMinorsAreLookedForThoughTheyAreNotInTheScope() {
    people.add(new Affected(person(7), true));
    people.add(new Affected(person(8), true));

    assertThat(addressees.ready(LEAK, 1)).isTrue();

    assertThat(addressees.id(person(7))).contains("u-7");
    assertThat(addressees.id(person(4500))).contains("u-4500");
    assertThat(addressees.search(LEAK).orElseThrow().persons()).isEqualTo(3);
  }

  private AffectedPeople scope() {
    return new AffectedPeople() {
      @Override
      public long version(IncidentId incident) {
        return 1;
      }

      @Override
      public Stream<Affected> of(IncidentId incident) {
        return people.stream();
      }
    };
  }

  /** A store with the persons 0 to 4,999, some of them twice. */
  private Optional<String> everybody(Consumer<Batch> action) {
    searches.incrementAndGet();
    for (long from = 0; from < 5000; from += 500) {
      List<Known> some =
          LongStream.range(Math.max(0, from - 3), from + 500)
              .mapToObj(number -> new Known(person(number), "u-" + number))
              .toList();
      action.accept(new Batch(some, some.size() + 1));
    }
    return fault;
  }

  @Test
  void idsOfThePersonsInScopeAreFoundAndNoOthers() {
    LongStream.range(4000, 6500)
        .mapToObj(number -> new Affected(person(number), false))
        .forEach(people::add);
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    assertThat(addressees.id(person(4000))).contains("u-4000");
    assertThat(addressees.id(person(4999))).contains("u-4999");
    assertThat(addressees.id(person(3999))).isEmpty();
    assertThat(addressees.id(person(5000))).isEmpty();
    AddresseeSearch search = addressees.search(LEAK).orElseThrow();
    assertThat(search.found()).isEqualTo(1000);
    assertThat(search.persons()).isEqualTo(2500);
    assertThat(search.looked()).isEqualTo(5000 + 9 * 3 + 10);
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    assertThat(searches).hasValue(1);
  }

  @Test
  void noIdStandsInTheTableAsItIs() {
    people.add(new Affected(person(7), false));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    String stored =
        database
            .database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select encode(id_sealed, 'escape') from breach.addressee")
                    .mapTo(String.class)
                    .one());
    assertThat(stored).doesNotContain("u-7");
  }

  @Test
  void aStoreThatDoesNotAnswerKeepsTheRunBackUntilItDoes() {
    people.add(new Affected(person(7), false));
    fault = Optional.of("store-away");
    assertThat(addressees.ready(LEAK, 1)).isFalse();
    assertThat(addressees.search(LEAK).orElseThrow().fault()).isEqualTo("store-away");
    assertThat(addressees.ready(LEAK, 1)).isFalse();
    assertThat(searches).hasValue(1);
    fault = Optional.empty();
    now = now.plus(Duration.ofSeconds(31));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    assertThat(searches).hasValue(2);
  }

  @Test
  void anotherNodeTakesOverWhatStoodStillAndNotBefore() {
    people.add(new Affected(person(7), false));
    Addressees died =
        addressees(_ -> {
          throw new IllegalStateException("the node died");
        });
    try {
      died.ready(LEAK, 1);
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the node died");
    }
    assertThat(addressees.ready(LEAK, 1)).isFalse();
    now = now.plus(Duration.ofSeconds(31));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
  }

  @Test
  void aNewScopeIsSearchedForAgain() {
    people.add(new Affected(person(7), false));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    people.add(new Affected(person(8), false));
    assertThat(addressees.ready(LEAK, 2)).isTrue();
    assertThat(addressees.id(person(8))).contains("u-8");
    assertThat(searches).hasValue(2);
  }

  @Test
  void inADrillNobodyIsLookedFor() {
    people.add(new Affected(person(7), false));
    assertThat(addressees.ready(new IncidentId(42, true), 1)).isTrue();
    assertThat(searches).hasValue(0);
    assertThat(addressees.id(person(7))).isEmpty();
  }

  @Test
  void idsAreForgottenWhenNothingIsUnderway() {
    people.add(new Affected(person(7), false));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    assertThat(addressees.forget()).isEqualTo(1);
    assertThat(addressees.id(person(7))).isEmpty();
    assertThat(addressees.search(LEAK)).isEmpty();
  }

  @Test
  void idsAreKeptWhileAListMayBeTakenAndForAnHourAfterIt() {
    people.add(new Affected(person(7), false));
    assertThat(addressees.ready(LEAK, 1)).isTrue();
    leave("person-list", "'2026-03-02'", "null");
    assertThat(addressees.forget()).isZero();
    assertThat(addressees.ids(LEAK, List.of(person(7), person(8))))
        .containsExactly(Map.entry(person(7), "u-7"));
    now = now.plus(Duration.ofHours(1));
    leave("person-list", "'2026-03-02'", "'2026-03-01T00:00:01Z'");
    assertThat(addressees.forget()).as("taken within the hour").isZero();
    now = now.plus(Duration.ofSeconds(2));
    assertThat(addressees.forget()).isEqualTo(1);
  }

  @Test
  void whatWasNeverSearchedToItsEndIsForgottenAfterAnHour() {
    people.add(new Affected(person(7), false));
    fault = Optional.of("store-away");
    assertThat(addressees.ready(LEAK, 1)).isFalse();
    assertThat(addressees.forget()).isZero();
    now = now.plus(Duration.ofMinutes(61));
    assertThat(addressees.forget()).isEqualTo(1);
    assertThat(addressees.id(person(7))).isEmpty();
  }

  /** The incident's one leave that was granted. */
  private void leave(String what, String expires, String used) {
    database
        .database()
        .jdbi()
        .useHandle(handle -> {
          handle.execute("delete from breach.approval");
          handle.execute(
              "insert into breach.incident (id, number, drill, title, state, detected, aware,"
                  + " owner, opened_at, opened_by) values ('"
                  + LEAK
                  + "', 42, false, 'a leak', 'open', now(), now(), 'dpo', now(), 'dpo')"
                  + " on conflict do nothing");
          handle.execute(
              "insert into breach.approval (incident, what, reason, asked_by, asked_at, expires,"
                  + " granted_by, granted_at, used_at) values ('"
                  + LEAK
                  + "', '"
                  + what
                  + "', 'why', 'dpo', '2026-02-28', "
                  + expires
                  + ", 'admin', '2026-02-28', "
                  + used
                  + ")");
        });
  }

  /** Each byte turned round; the context is not looked at. */
  private static final class Turned implements Sealer {
    @Override
    public byte[] seal(byte[] plain, byte[] context) {
      byte[] turned = plain.clone();
      for (int i = 0; i < turned.length; i++) {
        turned[i] ^= (byte) 0xff;
      }
      return turned;
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
      return seal(sealed, context);
    }
  }
}
