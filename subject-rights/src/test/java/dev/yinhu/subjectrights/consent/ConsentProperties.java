package dev.yinhu.subjectrights.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.fieldaccess.ConsentState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

class ConsentProperties {
  private static final AtomicInteger PEOPLE = new AtomicInteger();
  private static final ConsentRoom ROOM = opened();

  private static ConsentRoom opened() {
    ConsentRoom room = new ConsentRoom();
    room.now = room.now.plus(Duration.ofDays(1));
    return room;
  }

  @AfterContainer
  static void close() {
    ROOM.close();
  }

  /** Minutes before now at which it was decided, in the order in which it is recorded. */
  @Property(tries = 40)
  void theConsentStandsAsTheLastDecisionSaysInWhateverOrderTheyComeIn(
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 5) Integer> minutes,
      @ForAll @Size(8) List<Decision> decisions) {
    String person = "p-" + PEOPLE.incrementAndGet();
    for (int i = 0; i < minutes.size(); i++) {
      ROOM.decide(person, decisions.get(i), ROOM.now.minus(Duration.ofMinutes(minutes.get(i))));
    }
    // Later wins; of two at the same moment the one that was recorded later.
    Optional<ConsentState> expected =
        IntStream.range(0, minutes.size())
            .mapToObj(i -> Tuple.of(-minutes.get(i), i))
            .max(
                Comparator.comparing((Tuple.Tuple2<Integer, Integer> t) -> t.get1())
                    .thenComparing(Tuple.Tuple2::get2))
            .map(t -> decisions.get(t.get2()).state());

    String reference = ROOM.reference(person);

    assertThat(
            Optional.ofNullable(
                ROOM.second.consents(ConsentRoom.MARKETING, Set.of(reference)).get(reference)))
        .isEqualTo(expected);
  }
}
