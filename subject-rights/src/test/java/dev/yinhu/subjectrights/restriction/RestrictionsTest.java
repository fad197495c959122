package dev.yinhu.subjectrights.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.testing.Registers;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.RightsException;
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
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Restrictions over one database, as two nodes see them. */
class RestrictionsTest {
  private static final FieldRef PHONE = FieldRef.parse("shop.users.phone");
  private static final FieldRef EMAIL = FieldRef.parse("shop.users.email");
  private static final FieldRef CLEAR = FieldRef.parse("shop.users.id");
  private static final Restrictions.Order DPO = new Restrictions.Order("dpo", "r-1");
  private static final Register REGISTER = Registers.parse(Registers.shopText());
  private static TestDatabase database;
  private static Crypto crypto;
  private static AuditLog log;
  private static FieldAccess access;
  private static Restrictions first;
  private static Restrictions second;
  private static Cases cases;
  private static CaseWork work;

  @BeforeAll
  static void open() throws IOException {
    database = TestDatabase.create("crypto", "audit", "access", "rights");
    var root = Files.createTempDirectory("restrictions").resolve("root.key");
    crypto =
        Crypto.open(
            database.database(),
            new CryptoConfig(root, 100, Duration.ofMinutes(1)),
            () -> Registers.NOW);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> Registers.NOW);
    access =
        FieldAccess.open(
            database.jdbi(), crypto, log, () -> Registers.NOW, ZoneId.of("Asia/Shanghai"));
    first = Restrictions.open(database.database(), log, () -> Registers.NOW);
    second = Restrictions.open(database.database(), log, () -> Registers.NOW);
    cases =
        new Cases(
            new Cases.Ground(
                database.dataSource(),
                database.jdbi(),
                access.persons(),
                plain(),
                () -> Registers.NOW,
                new SecureRandom()));
    work =
        new RestrictingWork(() -> REGISTER, first, new HandWork(database.jdbi()), "subject-rights")
            .work();
  }

  private static PersonSeal plain() {
    return new PersonSeal() {
      @Override
      public byte[] seal(byte[] id, String label) {
        return id.clone();
      }

      @Override
      public Optional<byte[]> open(byte[] sealed, String label) {
        return Optional.of(sealed.clone());
      }
    };
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
    access.close();
    log.close();
    crypto.close();
    database.close();
  }

  private static Case received(String person) {
    return cases.receive(
        new CaseWish(
            CaseType.RESTRICT,
            new SubjectId(person),
            RequesterKind.SUBJECT,
            Channel.ONLINE,
            "order-service"),
        work.at(List.of(PHONE.text(), EMAIL.text())));
  }

  private static StepResult attempt(Case subject, String place) {
    Step step =
        new Step(
            1,
            "restrict-field",
            place,
            Facts.NONE,
            StepState.BEGUN,
            1,
            Optional.of(Registers.NOW),
            Optional.empty(),
            Facts.NONE);
    return Optional.ofNullable(work.works().get("restrict-field"))
        .orElseThrow()
        .attempt(subject, step);
  }

  private static List<Restriction> of(Case subject) {
    return first.inForce().stream().filter(one -> one.caseId().equals(subject.id())).toList();
  }

  @Test
  void aFieldIsRestrictedOnceHoweverOftenTheStepIsAttemptedAndOthersAreNot() {
    Case subject = received("anna");

    StepResult done = attempt(subject, PHONE.text());

    assertThat(done).isEqualTo(new StepResult.Done(Facts.NONE.with("restricted", "field")));
    assertThat(attempt(subject, PHONE.text())).isEqualTo(done);
    assertThat(of(subject)).hasSize(1);
    assertThat(first.restricts(subject.subject(), PHONE)).isTrue();
    assertThat(first.restricts(subject.subject(), EMAIL)).isFalse();
    assertThat(first.restricts(received("other").subject(), PHONE)).isFalse();
  }

  @Test
  void withoutAFieldAllAreRestrictedAndANodeThatOpensLaterKnows() {
    Case subject = received("berta");

    assertThat(attempt(subject, ""))
        .isEqualTo(new StepResult.Done(Facts.NONE.with("restricted", "all")));

    assertThat(first.restricts(subject.subject(), EMAIL)).isTrue();
    try (Restrictions later = Restrictions.open(database.database(), log, () -> Registers.NOW)) {
      assertThat(later.restricts(subject.subject(), PHONE)).isTrue();
    }
  }

  @Test
  void anotherNodeGoesByItWithinMoments() throws InterruptedException {
    Case subject = received("clara");

    attempt(subject, PHONE.text());

    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!second.restricts(subject.subject(), PHONE) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(second.restricts(subject.subject(), PHONE)).isTrue();
  }

  @Test
  void whatWasLiftedStaysLiftedWhenTheStepIsAttemptedAgain() {
    Case subject = received("dora");
    attempt(subject, PHONE.text());
    long id = of(subject).getFirst().id();

    first.lift(id, DPO);
    attempt(subject, PHONE.text());

    assertThat(first.restricts(subject.subject(), PHONE)).isFalse();
    assertThatThrownBy(() -> first.lift(id, DPO)).isInstanceOf(RightsException.class);
  }

  @Test
  void whatStandsInClearOrNowhereWaitsForSomebody() {
    Case subject = received("emma");

    assertThat(attempt(subject, CLEAR.text()))
        .isEqualTo(new StepResult.Human("stands-in-clear", Facts.NONE));
    assertThat(attempt(subject, "shop.users.shoe_size"))
        .isEqualTo(new StepResult.Human("no-such-field", Facts.NONE));
    assertThat(of(subject)).isEmpty();
  }
}
