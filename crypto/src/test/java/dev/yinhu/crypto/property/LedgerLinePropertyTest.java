package dev.yinhu.crypto.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.epoch.LedgerEntry;
import dev.yinhu.crypto.epoch.LedgerHash;
import dev.yinhu.crypto.epoch.LedgerLine;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Lines of the erasure ledger: one text for each, and nothing else reads as one. */
class LedgerLinePropertyTest {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  @Property(tries = 2000)
  void eachLineReadsAsWhatItWasWrittenFrom(@ForAll("lines") LedgerLine line) {
    assertThat(LedgerLine.parse(line.text())).contains(line);
    assertThat(line.text().length()).isLessThanOrEqualTo(160);
    assertThat(line.text()).matches("[\\x21-\\x7e ]+");
  }

  @Property(tries = 2000)
  void aTextWithOneOtherCharacterIsAnotherLineOrNone(
      @ForAll("lines") LedgerLine line, @ForAll @IntRange(max = 200) int at, @ForAll char other) {
    String text = line.text();
    int place = at % text.length();
    String changed = text.substring(0, place) + other + text.substring(place + 1);

    LedgerLine.parse(changed)
        .ifPresent(read -> {
          assertThat(read.text()).isEqualTo(changed);
          assertThat(read.equals(line)).isEqualTo(changed.equals(text));
        });
  }

  @Property(tries = 500)
  void nothingBeforeOrBehindALineIsForgiven(@ForAll("lines") LedgerLine line) {
    for (String around : new String[] {" ", "\n", "0", "\r"}) {
      assertThat(LedgerLine.parse(around + line.text())).isEmpty();
      assertThat(LedgerLine.parse(line.text() + around)).isEmpty();
    }
  }

  @Provide
  Arbitrary<LedgerLine> lines() {
    Arbitrary<LedgerHash> hashes =
        Arbitraries.bytes().array(byte[].class).ofSize(LedgerHash.BYTES).map(LedgerHash::new);
    Arbitrary<Instant> times =
        Arbitraries.longs().between(0, LAST.getEpochSecond()).map(Instant::ofEpochSecond);
    Arbitrary<LedgerEntry> entries =
        Arbitraries.oneOf(
            Combinators.combine(times, hashes).as(LedgerEntry.Erased::new),
            Combinators.combine(times, Arbitraries.integers().between(1, 999_999_999))
                .as(LedgerEntry.EpochDestroyed::new));
    return Combinators.combine(
            Arbitraries.longs().between(1, 999_999_999_999_999_999L), entries, hashes)
        .as(LedgerLine::new);
  }
}
