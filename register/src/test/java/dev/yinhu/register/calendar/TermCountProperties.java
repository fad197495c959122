package dev.yinhu.register.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.reading.LawReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class TermCountProperties {
  static final long FROM = 1_704_000_000L; // the end of 2023
  static final long TO = 1_800_000_000L; // the beginning of 2027
  static final long DAY = 86_400;
  private static final TermCount COUNT =
      new TermCount(LawReader.shipped().calendar("cn"), DayEnd.CHINA);

  @Property(tries = 100)
  void whatBeginsLaterIsNotDueEarlier(
      @ForAll @LongRange(min = FROM, max = TO) long begin,
      @ForAll @LongRange(min = 0, max = 20 * DAY) long later,
      @ForAll @IntRange(min = 1, max = 12) int amount,
      @ForAll TermUnit unit,
      @ForAll LastDay last) {
    Instant first = due(begin, new Term(amount, unit), last, Waits.NONE);
    assertThat(due(begin + later, new Term(amount, unit), last, Waits.NONE))
        .isAfterOrEqualTo(first);
    assertThat(due(begin, new Term(amount + 1, unit), last, Waits.NONE)).isAfterOrEqualTo(first);
  }

  @Property(tries = 100)
  void aWaitNeverShortensAndNoTermEndsInOne(
      @ForAll @LongRange(min = FROM, max = TO) long begin,
      @ForAll @Size(4) List<@LongRange(min = -5 * DAY, max = 60 * DAY) Long> ends,
      @ForAll @IntRange(min = 1, max = 12) int amount,
      @ForAll TermUnit unit,
      @ForAll LastDay last) {
    Term term = new Term(amount, unit);
    Waits one = waits(begin, ends.subList(0, 2));
    Waits two = waits(begin, ends);
    Instant plain = due(begin, term, last, Waits.NONE);
    assertThat(due(begin, term, last, one)).isAfterOrEqualTo(plain);
    Instant due = due(begin, term, last, two);
    assertThat(due).isAfterOrEqualTo(plain);
    assertThat(two.at(due)).isEmpty();
  }

  private static Instant due(long begin, Term term, LastDay last, Waits waits) {
    return COUNT.due(Instant.ofEpochSecond(begin), term, last, waits).at();
  }

  private static Waits waits(long begin, List<Long> ends) {
    long[] sorted = ends.stream().mapToLong(end -> begin + end).toArray();
    Arrays.sort(sorted);
    List<Waits.Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < sorted.length; i += 2) {
      spans.add(
          new Waits.Span(Instant.ofEpochSecond(sorted[i]), Instant.ofEpochSecond(sorted[i + 1])));
    }
    return new Waits(spans);
  }
}
