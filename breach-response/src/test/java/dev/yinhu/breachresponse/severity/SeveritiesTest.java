package dev.yinhu.breachresponse.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.TimelineLine;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.CategoryKey;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveritiesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
  private static final IncidentId LEAK = new IncidentId(7, false);
  private static final Order DPO = new Order("dpo", "request-1");

  private TestDatabase database;
  private AuditLog log;
  private Acts acts;
  private Severities severities;

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit", "breach");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> NOW);
    acts = new Acts(database.jdbi(), log, () -> NOW);
    severities = new Severities(database.jdbi(), acts, SeverityReader.shipped());
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  @Test
  void anAssessmentIsKeptWithAllThatWentIntoIt() {
    Assessment made =
        severities.assess(
            LEAK,
            SeverityTest.judgement("other-larger", "loss-5m"),
            counts(999_999),
            OptionalLong.empty(),
            DPO);

    assertThat(severities.latest(LEAK)).contains(made);
    assertThat(made.severity().cacLevel()).contains("larger");
    assertThat(made.severity().enisa().se()).isEqualByComparingTo("2.0");
    assertThat(acts.timeline(LEAK))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.act()).isEqualTo("severity-assess");
          assertThat(line.details())
              .containsEntry("band", "medium")
              .containsEntry("cac_level", "larger")
              .containsEntry("persons", "999999");
        });
  }

  @Test
  void aScopeThatCrossesAFigureMakesAnotherAssessmentAndTheEarlierOneStays() {
    Assessment first =
        severities.assess(
            LEAK, SeverityTest.judgement(), counts(999_999), OptionalLong.empty(), DPO);

    Assessment second = severities.recount(LEAK, counts(1_000_000), estimate(), DPO).orElseThrow();

    assertThat(first.severity().cacLevel()).isEmpty();
    assertThat(second.severity().cacLevel()).contains("larger");
    assertThat(second.judgement()).isEqualTo(first.judgement());
    assertThat(severities.all(LEAK)).containsExactly(first, second);
    assertThat(acts.timeline(LEAK))
        .extracting(TimelineLine::act)
        .containsExactly("severity-assess", "severity-recount");
  }

  @Test
  void nothingIsAssessedBeforeSomebodyJudged() {
    assertThat(severities.recount(LEAK, counts(1_000_000), 1, DPO)).isEmpty();
    assertThat(severities.all(LEAK)).isEmpty();
  }

  @Test
  void aJudgementThatTheTablesDoNotKnowChangesNothing() {
    assertThatThrownBy(() ->
            severities.assess(
                LEAK, SeverityTest.judgement("no-such"), counts(1), OptionalLong.empty(), DPO))
        .isInstanceOfSatisfying(
            ActRefused.class, e -> assertThat(e.code()).isEqualTo("severity-input"));

    assertThat(severities.all(LEAK)).isEmpty();
    assertThat(acts.timeline(LEAK)).isEmpty();
  }

  private long estimate() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    insert into breach.estimate
                      (incident, at, actor, tree_size, root, persons, records, content)
                    values ('INC-000007', now(), 'dpo', 0, decode(repeat('00', 32), 'hex'), 0, 0, '{}')
                    returning number
                    """)
                .mapTo(Long.class)
                .one());
  }

  private static Counts counts(long persons) {
    return new Counts(
        persons,
        persons + 5,
        Math.min(3, persons),
        true,
        false,
        Map.of(new CategoryKey("user.contact.phone_number"), persons + 5));
  }
}
