package dev.yinhu.breachresponse.indicator;

import static dev.yinhu.breachresponse.incident.IncidentRoom.DPO;
import static dev.yinhu.breachresponse.incident.IncidentRoom.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.incident.Incident;
import dev.yinhu.breachresponse.incident.IncidentClockStarts;
import dev.yinhu.breachresponse.incident.IncidentRoom;
import dev.yinhu.breachresponse.incident.IncidentTimes;
import dev.yinhu.breachresponse.incident.KnownChanges;
import dev.yinhu.breachresponse.incident.Opening;
import dev.yinhu.breachresponse.incident.PostMortems;
import dev.yinhu.breachresponse.jurisdiction.CacLevel;
import dev.yinhu.breachresponse.jurisdiction.Circumstance;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.jurisdiction.DutyName;
import dev.yinhu.breachresponse.jurisdiction.Facts;
import dev.yinhu.breachresponse.jurisdiction.Jurisdictions;
import dev.yinhu.breachresponse.jurisdiction.Ruling;
import dev.yinhu.breachresponse.scope.KeySafety;
import dev.yinhu.breachresponse.scope.Minors;
import dev.yinhu.breachresponse.scope.Scopes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentFiguresTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DutyName INDIVIDUALS = DutyName.parse("CN-PIPL/individuals");

  @TempDir Path folder;
  private IncidentRoom room;
  private Duties duties;
  private PostMortems postMortems;
  private IncidentFigures figures;

  @BeforeEach
  void open() {
    room = new IncidentRoom();
    var jdbi = room.database.jdbi();
    duties =
        new Duties(
            jdbi,
            room.acts,
            Jurisdictions.shipped(),
            new IncidentClockStarts(jdbi),
            () -> room.now,
            ZONE);
    postMortems = new PostMortems(jdbi, room.acts, KnownChanges.ANY);
    Scopes scopes =
        Scopes.open(
            jdbi,
            room.acts,
            new Scopes.Evidence(
                room.log(),
                Optional.empty(),
                _ -> Optional.empty(),
                Minors.UNKNOWN,
                KeySafety.UNKNOWN,
                folder,
                ZONE),
            (_, _) -> {});
    figures =
        new IncidentFigures(room.incidents, scopes, duties, postMortems, () -> room.now, ZONE);
  }

  @AfterEach
  void close() {
    room.close();
  }

  /** Happened so long before now, which is when it is noticed and known. */
  private IncidentId opened(boolean drill, Duration before) {
    Instant now = room.now;
    IncidentTimes times =
        new IncidentTimes(Optional.of(now.minus(before)), Optional.empty(), now, now);
    return room.incidents
        .open(
            new Opening(new Reason("客服批量查询"), drill, "dpo", Optional.of(times)),
            DPO,
            (_, _, _) -> {})
        .id();
  }

  private void contained(IncidentId id, Duration after) {
    room.now = room.now.plus(after);
    Incident now = room.incidents.advance(id, IncidentState.CONTAINED, DPO);
    assertThat(now.state()).isEqualTo(IncidentState.CONTAINED);
  }

  private Indicators year() {
    return figures.between(START.minus(Duration.ofDays(1)), START.plus(Duration.ofDays(365)));
  }

  @Test
  void mediansAreOfThoseThatCameSoFarAndDrillsAreApart() {
    contained(opened(false, Duration.ofHours(1)), Duration.ofMinutes(10));
    contained(opened(false, Duration.ofHours(2)), Duration.ofMinutes(30));
    contained(opened(false, Duration.ofHours(9)), Duration.ofMinutes(20));
    opened(false, Duration.ofHours(12));
    contained(opened(true, Duration.ofDays(9)), Duration.ofDays(3));

    Indicators year = year();

    assertThat(year.incidents().count()).isEqualTo(4);
    assertThat(year.incidents().open()).isEqualTo(4);
    assertThat(year.drills().count()).isEqualTo(1);
    assertThat(year.incidents().steps())
        .containsEntry(Step.DETECT, timed(Duration.ofMinutes(330), 4))
        .containsEntry(Step.CONTAIN, timed(Duration.ofMinutes(20), 3))
        .containsEntry(Step.NOTIFY, Timed.of(List.of()));
    assertThat(year.drills().steps()).containsEntry(Step.CONTAIN, timed(Duration.ofDays(3), 1));
    assertThat(figures.between(START.minus(Duration.ofDays(9)), START).incidents().count())
        .isZero();
  }

  private static Timed timed(Duration median, int of) {
    return new Timed(OptionalLong.of(median.toSeconds()), of);
  }

  @Test
  void theShareInTimeIsOfDutiesThatAreDoneOrOverdue() {
    IncidentId id = opened(false, Duration.ofHours(1));
    duties.assess(id, new Facts(10, 0, 0, 0, CacLevel.GENERAL, PERSONAL), DPO);
    assertThat(year().incidents().duties()).isEqualTo(new DutyCounts(0, 0, 2));
    assertThat(year().incidents().duties().share()).isEmpty();

    duties.decide(id, INDIVIDUALS, new Ruling.Tell(new Reason("the law says so")), DPO);
    duties.told(id, INDIVIDUALS, Optional.empty(), DPO);
    room.now = room.now.plus(Duration.ofDays(30));

    assertThat(year().incidents().duties()).isEqualTo(new DutyCounts(1, 1, 0));
    assertThat(year().incidents().duties().share()).hasValue(0.5);
  }

  @Test
  void correctiveActionsCountByWhatTheyChangedAndOverdueOnesAreListed() {
    IncidentId id = opened(false, Duration.ofHours(1));
    IncidentId drill = opened(true, Duration.ofHours(1));
    LocalDate today = LocalDate.ofInstant(room.now, ZONE);
    long first = postMortems.add(id, new Reason("lower limits"), "it", today, DPO);
    long second = postMortems.add(id, new Reason("a rule of its own"), "soc", today, DPO);
    long late = postMortems.add(id, new Reason("train"), "hr", today, DPO);
    postMortems.add(drill, new Reason("train"), "hr", today, DPO);
    postMortems.finish(id, first, new Reason("register 12"), DPO);
    postMortems.finish(id, second, new Reason("rule bulk-reading"), DPO);
    assertThat(year().overdue()).isEmpty();

    room.now = room.now.plus(Duration.ofDays(1));

    assertThat(year().incidents().actions()).isEqualTo(new ActionCounts(1, 1, 1, 1, 0));
    assertThat(year().drills().actions()).isEqualTo(new ActionCounts(1, 1, 0, 0, 0));
    assertThat(year().overdue())
        .singleElement()
        .satisfies(action -> {
          assertThat(action.id()).isEqualTo(late);
          assertThat(action.owner()).isEqualTo("hr");
        });
  }

  private static final Set<Circumstance> PERSONAL = Set.of(Circumstance.PERSONAL_INFORMATION);
}
