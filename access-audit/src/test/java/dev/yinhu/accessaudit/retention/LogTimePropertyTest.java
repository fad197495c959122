package dev.yinhu.accessaudit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Time by the log's own course, over logs with any gaps and a clock that is set forward once. */
class LogTimePropertyTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant START = Instant.parse("2023-03-05T08:00:00Z");
  private static final Term TERM = new Term(Period.ofMonths(6), "Cybersecurity Law", "23");

  /** A commit of one entry: when it really was, and when by the clock of then. */
  private record Moment(Instant really, Instant stamped) {}

  /** Hours between commits: mostly regular, some pauses of up to 40 days. */
  @Provide
  Arbitrary<List<Integer>> gaps() {
    return Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(1, 7 * 24)),
            Tuple.of(1, Arbitraries.integers().between(0, 40 * 24)))
        .list()
        .ofMinSize(2)
        .ofMaxSize(120);
  }

  @Provide
  Arbitrary<List<Integer>> regularGaps() {
    return Arbitraries.integers().between(0, 7 * 24).list().ofMinSize(2).ofMaxSize(120);
  }

  /** All but the last gap lie between commits; the last one between the last commit and now. */
  private static List<Moment> moments(List<Integer> gaps, int jumpAt, Duration jump) {
    List<Moment> moments = new ArrayList<>();
    Instant really = START;
    for (int i = 0; i < gaps.size(); i++) {
      really = really.plus(Duration.ofHours(gaps.get(i)));
      moments.add(new Moment(really, i >= jumpAt ? really.plus(jump) : really));
    }
    return moments;
  }

  private static LogTime byLog(List<Moment> moments) {
    return LogTime.byLog(moments.getLast().stamped(), pauses(moments));
  }

  private static List<Pause> pauses(List<Moment> moments) {
    int size = moments.size() - 1;
    return LogCourse.pauses(
        index -> new LogCourse.Commit(index, index + 1, moments.get((int) index).stamped()),
        0,
        size,
        moments.getLast().stamped());
  }

  @Property(tries = 5_000)
  void whateverAClockIsSetForwardByNothingIsOverBeforeItIs(
      @ForAll("gaps") List<Integer> gaps,
      @ForAll @IntRange(max = 119) int jumpAt,
      @ForAll @LongRange(max = 5 * 365 * 24) long jumpHours) {
    List<Moment> moments = moments(gaps, jumpAt % gaps.size(), Duration.ofHours(jumpHours));
    Instant now = moments.getLast().really();
    LogTime time = byLog(moments);
    Instant before = time.committedBefore(TERM, ZONE);
    boolean allBefore = true;
    for (Moment moment : moments.subList(0, moments.size() - 1)) {
      boolean goes = moment.stamped().isBefore(before);
      allBefore &= time.isOver(TERM, moment.stamped(), ZONE);
      assertThat(goes).as("a beginning goes, no more and no less of it").isEqualTo(allBefore);
      if (goes) {
        assertThat(TERM.isOver(moment.really(), now, ZONE)).as("committed %s", moment).isTrue();
      }
    }
  }

  @Property(tries = 200)
  void inALogWithoutPausesEverythingGoesSevenDaysLaterThanByHand(
      @ForAll("regularGaps") List<Integer> gaps) {
    List<Moment> moments = moments(gaps, gaps.size(), Duration.ZERO);
    Instant now = moments.getLast().really();
    assertThat(pauses(moments)).isEmpty();
    assertThat(byLog(moments).committedBefore(TERM, ZONE))
        .isEqualTo(TERM.committedBefore(now.minus(LogCourse.LONGEST), ZONE));
  }

  @Property(tries = 200)
  void aPauseDelaysByNoMoreThanItsLength(@ForAll("gaps") List<Integer> gaps) {
    List<Moment> moments = moments(gaps, gaps.size(), Duration.ZERO);
    Duration paused =
        pauses(moments).stream().map(Pause::length).reduce(Duration.ZERO, Duration::plus);
    Instant now = moments.getLast().really();
    assertThat(byLog(moments).committedBefore(TERM, ZONE))
        .isAfterOrEqualTo(TERM.committedBefore(now.minus(paused).minus(LogCourse.LONGEST), ZONE));
  }

  @Property(tries = 200)
  void lookingByHalvesFindsWhatLookingAtEveryCommitFinds(
      @ForAll("gaps") List<Integer> gaps,
      @ForAll @Size(max = 120) List<@IntRange(min = 1, max = 40) Integer> counts) {
    List<LogCourse.Commit> commits = new ArrayList<>();
    List<Moment> moments = moments(gaps, gaps.size(), Duration.ZERO);
    long end = 0;
    for (int i = 0; i < moments.size() - 1; i++) {
      long first = end;
      end += i < counts.size() ? counts.get(i) : 1;
      commits.add(new LogCourse.Commit(first, end, moments.get(i).stamped()));
    }
    Instant now = moments.getLast().stamped();
    List<Pause> expected = new ArrayList<>();
    for (int i = 0; i < commits.size(); i++) {
      LogCourse.Commit next =
          i + 1 < commits.size() ? commits.get(i + 1) : new LogCourse.Commit(end, end, now);
      if (Duration.between(commits.get(i).at(), next.at()).compareTo(LogCourse.LONGEST) > 0) {
        expected.add(new Pause(next.first(), commits.get(i).at(), next.at()));
      }
    }
    assertThat(LogCourse.pauses(index -> with(commits, index), 0, end, now)).isEqualTo(expected);
    long size = end;
    LongStream.iterate(0, from -> from < size, from -> from + 7)
        .forEach(from ->
            assertThat(LogCourse.pauses(index -> with(commits, index), from, size, now))
                .isEqualTo(expected.stream().filter(pause -> pause.index() > from).toList()));
  }

  private static LogCourse.Commit with(List<LogCourse.Commit> commits, long index) {
    return commits.stream()
        .filter(commit -> commit.first() <= index && index < commit.end())
        .findAny()
        .orElseThrow();
  }
}
