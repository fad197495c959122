package dev.yinhu.subjectrights.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.identity.IdentityDesk.Heard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityDeskTest {
  @TempDir private static Path directory;
  private static IdentityRoom room;
  private static IdentityDesk desk;

  private String source = "";

  @BeforeAll
  static void open() throws Exception {
    room = new IdentityRoom(directory);
    desk = room.desk();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  @BeforeEach
  void fromElsewhere() {
    source = UUID.randomUUID().toString();
    room.codes.clear();
    room.stopTokens.clear();
  }

  private static Case received(CaseType type, RequesterKind requester) {
    return room.received(type, UUID.randomUUID().toString(), requester);
  }

  private static String person(Case of) {
    return room.cases.persons().of(of.id()).orElseThrow().value();
  }

  @Test
  void whatGivesNothingAwayNeedsTheTokenAlone() throws Exception {
    Case explain = received(CaseType.EXPLAIN, RequesterKind.SUBJECT);

    desk.vouch(explain.id(), room.token(person(explain)), source);

    assertThat(room.state(explain.id())).isEqualTo(CaseState.RUNNING);
    assertThat(room.stopTokens).isEmpty();
  }

  @Test
  void aDeletionNeedsACodeBesideItAndOldContactsAreToldAtOnce() throws Exception {
    Case delete = received(CaseType.DELETE, RequesterKind.SUBJECT);

    desk.vouch(delete.id(), room.token(person(delete)), source);
    assertThat(room.state(delete.id())).isEqualTo(CaseState.RECEIVED);
    assertThat(room.stopTokens).hasSize(1);
    desk.vouch(delete.id(), room.token(person(delete)), source);
    assertThat(room.codes).hasSize(1);
    desk.confirm(delete.id(), room.codes.getFirst().toCharArray(), source);

    assertThat(room.state(delete.id())).isEqualTo(CaseState.RUNNING);
  }

  private static String steppedUp(Case of) throws Exception {
    return room.token(room.claims(person(of)).claim("amr", List.of("otp")), room.platform);
  }

  @Test
  void aSecondFactorOfThePlatformStandsForTheCodeAndOldContactsAreStillTold() throws Exception {
    Case delete = received(CaseType.DELETE, RequesterKind.SUBJECT);

    desk.vouch(delete.id(), steppedUp(delete), source);

    assertThat(room.state(delete.id())).isEqualTo(CaseState.RUNNING);
    assertThat(room.codes).isEmpty();
    assertThat(room.stopTokens).hasSize(1);
    assertThat(room.cases.history(delete.id()).toString()).contains("vouched-and-step-up");
  }

  @Test
  void aSecondFactorMayComeAfterTheFirstToken() throws Exception {
    Case copy = received(CaseType.COPY, RequesterKind.SUBJECT);

    desk.vouch(copy.id(), room.token(person(copy)), source);
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
    desk.vouch(copy.id(), steppedUp(copy), source);

    assertThat(room.state(copy.id())).isEqualTo(CaseState.RUNNING);
  }

  @Test
  void theSecondFactorOfThePersonDoesNotStandForAnAgentsCode() throws Exception {
    Case copy = received(CaseType.COPY, RequesterKind.AGENT);

    desk.vouch(copy.id(), steppedUp(copy), source);
    desk.relation(copy.id(), true, "power-of-attorney", "li-wei");

    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
  }

  @Test
  void aCodeAloneProvesNothing() {
    Case copy = received(CaseType.COPY, RequesterKind.SUBJECT);

    desk.sendCode(copy.id(), source);
    desk.confirm(copy.id(), room.codes.getFirst().toCharArray(), source);

    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
  }

  @Test
  void aTokenForSomebodyElseProvesNothing() throws Exception {
    Case explain = received(CaseType.EXPLAIN, RequesterKind.SUBJECT);

    assertThat(desk.vouch(explain.id(), room.token("somebody-else"), source))
        .isEqualTo(Heard.TAKEN);
    assertThat(room.state(explain.id())).isEqualTo(CaseState.RECEIVED);
  }

  @Test
  void whoeverAsksLearnsNothingOfWhetherTheCaseExistsOrTheProofWasGood() throws Exception {
    CaseId none = CaseId.random(IdentityRoom.RANDOM);
    Case some = received(CaseType.COPY, RequesterKind.SUBJECT);
    List<Heard> heard = new ArrayList<>();
    for (CaseId id : List.of(none, some.id())) {
      heard.add(desk.vouch(id, room.token("x"), source));
      heard.add(desk.sendCode(id, source));
      heard.add(desk.confirm(id, "00000000".toCharArray(), source));
      heard.add(desk.turnAway(id, source));
    }

    assertThat(heard).containsOnly(Heard.TAKEN);
    assertThat(room.codes).hasSize(1);
  }

  @Test
  void triesAreLimitedByCaseAndBySourceWhetherTheCaseExistsOrNot() {
    for (CaseId id :
        List.of(
            CaseId.random(IdentityRoom.RANDOM),
            received(CaseType.COPY, RequesterKind.SUBJECT).id())) {
      for (int i = 0; i < IdentityRules.USUAL.byCase().most(); i++) {
        assertThat(desk.confirm(id, "1".toCharArray(), UUID.randomUUID().toString()))
            .isEqualTo(Heard.TAKEN);
      }
      assertThat(desk.confirm(id, "1".toCharArray(), source)).isEqualTo(Heard.TOO_MANY);
    }
  }

  @Test
  void nobodyIsSentCodesWithoutEndByMoreAndMoreRequests() {
    String person = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      Case copy = room.received(CaseType.COPY, person, RequesterKind.SUBJECT);
      for (int j = 0; j < 5; j++) {
        assertThat(desk.sendCode(copy.id(), source)).isEqualTo(Heard.TAKEN);
      }
    }

    assertThat(room.codes).hasSize(IdentityRules.USUAL.codes().most());
  }

  @Test
  void proofThatIsNoGoodIsToldOfWhenItIsTooMuch() throws Exception {
    Case copy = received(CaseType.COPY, RequesterKind.SUBJECT);
    room.alarms.clear();

    desk.sendCode(copy.id(), source);
    desk.confirm(copy.id(), "0000000x".toCharArray(), source);
    desk.vouch(copy.id(), room.token("somebody-else"), source);
    desk.vouch(copy.id(), room.token(person(copy)), source);
    assertThat(room.alarms).isEmpty();
    desk.vouch(copy.id(), "no token", source);

    assertThat(room.alarms)
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.whose()).isEqualTo(copy.subject());
          assertThat(alarm.count()).isEqualTo(3);
        });
    for (int i = 0; i < 3; i++) {
      desk.vouch(CaseId.random(IdentityRoom.RANDOM), "no token", source);
    }
    assertThat(room.alarms.getLast().limit().kind()).isEqualTo("failed-source");
    assertThat(room.alarms.toString()).doesNotContain(source);
  }

  @Test
  void anUnprovenDuplicateDoesNotShutOutTheRealOne() throws Exception {
    String person = UUID.randomUUID().toString();
    Case strangers = room.received(CaseType.EXPLAIN, person, RequesterKind.SUBJECT);
    Case real = room.received(CaseType.EXPLAIN, person, RequesterKind.SUBJECT);

    desk.vouch(real.id(), room.token(person), source);

    assertThat(room.state(real.id())).isEqualTo(CaseState.RUNNING);
    assertThat(room.state(strangers.id())).isEqualTo(CaseState.CANCELLED);
  }

  @Test
  void anOldContactStopsADeletionAndLookingDoesNot() throws Exception {
    Case delete = received(CaseType.DELETE, RequesterKind.SUBJECT);
    desk.vouch(delete.id(), room.token(person(delete)), source);
    String token = room.stopTokens.getFirst();

    assertThat(room.stops().find(token)).contains(delete.id());
    assertThat(room.stops().find(token)).contains(delete.id());
    assertThat(room.state(delete.id())).isEqualTo(CaseState.RECEIVED);
    assertThat(room.stops().stop("0".repeat(26))).isFalse();
    assertThat(room.stops().stop(token)).isTrue();
    assertThat(room.state(delete.id())).isEqualTo(CaseState.CANCELLED);
    assertThat(room.stops().stop(token)).isFalse();
  }

  @Test
  void whoAsksForSomebodyElseNeedsProofThatStaffAccepted() {
    Case copy = received(CaseType.CORRECT, RequesterKind.GUARDIAN);

    desk.vouchedByCaller(copy.id());
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
    desk.relation(copy.id(), false, "unreadable", "li-wei");
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
    desk.relation(copy.id(), true, "household-register", "li-wei");
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RUNNING);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> desk.relation(copy.id(), true, "Zhang San is her father", "li-wei"));
  }

  @Test
  void theContactsOfWhomAnAgentAsksForAreToldOnceAndSentACode() {
    Case copy = received(CaseType.COPY, RequesterKind.AGENT);

    desk.relation(copy.id(), true, "power-of-attorney", "li-wei");
    desk.relation(copy.id(), true, "power-of-attorney", "li-wei");
    assertThat(room.stopTokens).hasSize(1);
    assertThat(room.codes).hasSize(1);
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
    desk.sendCode(copy.id(), source);
    desk.confirm(copy.id(), room.codes.getFirst().toCharArray(), source);
    assertThat(room.state(copy.id())).isEqualTo(CaseState.RECEIVED);
    desk.confirm(copy.id(), room.codes.getLast().toCharArray(), source);

    assertThat(room.state(copy.id())).isEqualTo(CaseState.RUNNING);
  }

  @Test
  void aNearRelativeIsNotAskedForACodeThatNobodyReads() {
    Case copy = received(CaseType.COPY, RequesterKind.NEAR_RELATIVE);

    desk.relation(copy.id(), true, "death-certificate", "li-wei");

    assertThat(room.state(copy.id())).isEqualTo(CaseState.RUNNING);
  }

  @Test
  void thePlatformThatStartedTheCaseForASignedInPersonHasVouched() {
    Case explain = received(CaseType.EXPLAIN, RequesterKind.SUBJECT);

    desk.vouchedByCaller(explain.id());

    assertThat(room.state(explain.id())).isEqualTo(CaseState.RUNNING);
  }
}
