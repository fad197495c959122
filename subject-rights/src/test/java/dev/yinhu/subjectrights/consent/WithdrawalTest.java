package dev.yinhu.subjectrights.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.register.SubjectId;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.CaseWork;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.HandWork;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.cases.StepState;
import dev.yinhu.subjectrights.connect.OpenRecipients;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
  private static ConsentRoom room;
  private static Cases cases;
  private static CaseWork work;

  @BeforeAll
  static void open() {
    room = new ConsentRoom();
    PersonSeal plain =
        new PersonSeal() {
          @Override
          public byte[] seal(byte[] id, String label) {
            return id.clone();
          }

          @Override
          public Optional<byte[]> open(byte[] sealed, String label) {
            return Optional.of(sealed.clone());
          }
        };
    cases =
        new Cases(
            new Cases.Ground(
                room.database.dataSource(),
                room.database.jdbi(),
                room.access.persons(),
                plain,
                () -> room.now,
                new SecureRandom()));
    work =
        new Withdrawal(
                () -> ConsentRoom.REGISTER,
                room.first,
                cases.persons(),
                new OpenRecipients(Map.of(), _ -> false, () -> room.now),
                new HandWork(room.database.jdbi()),
                "subject-rights")
            .work();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  private static Case received(String person, String purpose) {
    return cases.receive(
        new CaseWish(
            CaseType.WITHDRAW,
            new SubjectId(person),
            RequesterKind.SUBJECT,
            Channel.ONLINE,
            "order-service"),
        work.at(purpose));
  }

  private static StepResult attempt(Case subject, String kind, String place, Facts input) {
    Step step =
        new Step(
            1,
            kind,
            place,
            input,
            StepState.BEGUN,
            1,
            Optional.of(room.now),
            Optional.empty(),
            Facts.NONE);
    return Optional.ofNullable(work.works().get(kind)).orElseThrow().attempt(subject, step);
  }

  @Test
  void itIsRecordedOnceHoweverOftenItIsAttemptedAndEveryRecipientIsToBeTold() {
    Case subject = received("anna", "marketing");

    StepResult first = attempt(subject, "consent-withdraw", "marketing", Facts.NONE);
    StepResult again = attempt(subject, "consent-withdraw", "marketing", Facts.NONE);

    assertThat(again).isEqualTo(first);
    Facts told = Facts.NONE.with("purpose", "marketing");
    assertThat(first)
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            done ->
                assertThat(done.next())
                    .isEqualTo(List.of(new Step.Planned("consent-stop", "express", told))));
    assertThat(room.first.history(subject.subject()))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.decision()).isEqualTo(Decision.WITHDRAWN);
          assertThat(event.caseId()).contains(subject.id());
        });
  }

  @Test
  void aRecipientThatNothingReachesIsNeverTakenForOneThatWasTold() {
    Case subject = received("berta", "marketing");
    Facts told = Facts.NONE.with("purpose", "marketing");

    assertThat(attempt(subject, "consent-stop", "express", told))
        .isEqualTo(new StepResult.Human("tell-recipient", Facts.NONE.with("recipient", "express")));
  }

  @Test
  void aPurposeOnAnotherGroundHasNoConsentToTakeBack() {
    Case subject = received("clara", "deliver-order");

    assertThat(attempt(subject, "consent-withdraw", "deliver-order", Facts.NONE))
        .isEqualTo(new StepResult.Human("no-such-consent", Facts.NONE));
  }
}
