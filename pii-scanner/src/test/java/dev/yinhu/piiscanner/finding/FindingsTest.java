package dev.yinhu.piiscanner.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.job.ScanJobs;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");
  private static final PiiType EMAIL = new PiiType("EMAIL");
  private static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");

  private final TestDatabase database = TestDatabase.create("scan");
  private Instant now = BEGIN;
  private final Findings findings =
      new Findings(database.jdbi(), () -> now, ZoneId.of("Asia/Shanghai"));
  private final UUID job = new ScanJobs(database.jdbi(), UUID::randomUUID).add("{}", "dpo").id();

  @AfterEach
  void close() {
    database.close();
  }

  private static Sighting sighting(PiiType type, long occurrences) {
    return new Sighting(
        "shop", "users.note", type, occurrences, OptionalDouble.of(0.5), 0.9, "1**", "f1");
  }

  private void seen(boolean whole, Sighting... sightings) {
    findings.seen(job, "shop", "users.note", List.of(sightings), whole);
  }

  private StoredFinding only() {
    return findings.page(FindingFilter.PRESENT, 0, 10).getFirst();
  }

  private List<String> kinds(long id) {
    return findings.history(id).stream().map(FindingEvent::kind).toList();
  }

  @Test
  void whatIsSeenAgainIsTheSameFinding() {
    seen(true, sighting(MOBILE, 3));
    now = BEGIN.plusSeconds(60);
    seen(true, sighting(MOBILE, 5));

    StoredFinding finding = only();
    assertThat(finding.seen()).isEqualTo(sighting(MOBILE, 5));
    assertThat(finding.firstSeen()).isEqualTo(BEGIN);
    assertThat(finding.lastSeen()).isEqualTo(now);
    assertThat(finding.triage()).isEqualTo(Triage.OPEN);
    assertThat(kinds(finding.id())).containsExactly("found");
  }

  @Test
  void whatStandsInNoColumnHasNoShare() {
    Sighting inAFile =
        new Sighting("shop", "users.note", MOBILE, 5, OptionalDouble.empty(), 0.9, "1**", "f1");
    seen(true, inAFile);

    assertThat(only().seen()).isEqualTo(inAFile);
  }

  @Test
  void onlyAWholeScanSaysThatSomethingIsGoneAndWhatReturnsIsOpenAgain() {
    seen(true, sighting(MOBILE, 3), sighting(EMAIL, 1));
    long mobile = only().id();
    findings.decide(mobile, decision(Triage.FALSE_POSITIVE, null));
    seen(false, sighting(EMAIL, 1));
    assertThat(findings.page(FindingFilter.PRESENT, 0, 10)).hasSize(2);

    seen(true, sighting(EMAIL, 1));
    assertThat(findings.page(FindingFilter.PRESENT, 0, 10))
        .extracting(f -> f.seen().type())
        .containsExactly(EMAIL);
    assertThat(findings.find(mobile).orElseThrow().goneAt()).contains(now);

    seen(true, sighting(MOBILE, 1), sighting(EMAIL, 1));
    assertThat(findings.find(mobile).orElseThrow().triage()).isEqualTo(Triage.OPEN);
    assertThat(kinds(mobile)).containsExactly("found", "triage", "gone", "returned");
  }

  @Test
  void aDecisionStaysThroughScansAndWhatWasResolvedIsOpenWhenItIsSeen() {
    seen(true, sighting(MOBILE, 3));
    long id = only().id();
    findings.decide(id, decision(Triage.CONFIRMED, null));
    seen(true, sighting(MOBILE, 3));
    assertThat(only().triage()).isEqualTo(Triage.CONFIRMED);

    findings.decide(id, decision(Triage.RESOLVED, null));
    seen(true, sighting(MOBILE, 3));
    assertThat(only().triage()).isEqualTo(Triage.OPEN);
    assertThat(findings.history(id).getLast().kind()).isEqualTo("returned");
  }

  @Test
  void anAcceptanceEndsAfterItsLastDay() {
    seen(true, sighting(MOBILE, 3));
    long id = only().id();
    findings.decide(id, decision(Triage.ACCEPTED, LocalDate.of(2026, 11, 23)));

    now = Instant.parse("2026-11-23T15:59:59Z");
    assertThat(only().triage()).isEqualTo(Triage.ACCEPTED);
    now = Instant.parse("2026-11-23T16:00:00Z");
    assertThat(only().triage()).isEqualTo(Triage.OPEN);
    assertThat(only().until()).isEmpty();
    assertThat(kinds(id)).containsExactly("found", "triage", "expired");
    assertThatThrownBy(() -> decision(Triage.ACCEPTED, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pagesFollowEachOtherAndFiltersHold() {
    seen(true, sighting(MOBILE, 3), sighting(EMAIL, 1));
    List<StoredFinding> first = findings.page(FindingFilter.PRESENT, 0, 1);
    List<StoredFinding> second = findings.page(FindingFilter.PRESENT, first.getLast().id(), 1);

    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1).isNotEqualTo(first);
    assertThat(findings.page(FindingFilter.PRESENT, second.getLast().id(), 1)).isEmpty();
    assertThat(
            findings.page(
                new FindingFilter(
                    Optional.of("shop"), Optional.of(EMAIL), Optional.of(Triage.OPEN), false),
                0,
                10))
        .extracting(f -> f.seen().type())
        .containsExactly(EMAIL);
    assertThat(findings.decide(99_999, decision(Triage.CONFIRMED, null))).isEmpty();
  }

  private static Decision decision(Triage triage, @Nullable LocalDate until) {
    return new Decision(
        triage, "dpo", Optional.of("why"), Optional.of("li"), Optional.ofNullable(until));
  }
}
