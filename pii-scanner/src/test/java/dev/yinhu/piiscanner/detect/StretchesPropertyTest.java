package dev.yinhu.piiscanner.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StretchesPropertyTest {
  private static final int LENGTH = 60;

  record Stretch(int from, int to) {}

  /** In the order of what they are near, some reach back over those before. */
  @Provide
  Arbitrary<List<Stretch>> stretches() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, LENGTH);
    return Combinators.combine(places, places)
        .as(Stretch::new)
        .list()
        .ofMaxSize(12)
        .map(list -> list.stream().sorted(Comparator.comparingInt(Stretch::to)).toList());
  }

  @Property
  void theyHoldWhatWasAddedAndTellWhereThatChanges(@ForAll("stretches") List<Stretch> added) {
    Stretches stretches = new Stretches();
    BitSet expected = new BitSet();
    for (Stretch stretch : added) {
      stretches.add(stretch.from(), stretch.to());
      if (stretch.from() < stretch.to()) {
        expected.set(stretch.from(), stretch.to());
      }
    }

    int at = 0;
    while (at < LENGTH) {
      boolean held = stretches.hold(at);
      int next = stretches.change(at, LENGTH);
      assertThat(next).isGreaterThan(at);
      for (int place = at; place < next; place++) {
        assertThat(held).isEqualTo(expected.get(place));
      }
      at = next;
    }
  }
}
